/** TF19xx: what is only known once an environment is whole, and what happens when it is written. */
export const synthesisCodes = {
  TF1901: {
    title: 'Two objects have one name',
    remedy: 'They would overwrite each other, as files and in the cluster: give one of them another name.',
  },
  TF1902: {
    title: "A construct's own validation fails",
    remedy: 'The message is that of the construct named: see there.',
  },
  TF1903: {
    title: 'A Secret with its values would be committed to git',
    remedy:
      'Use `Secrets.existing`, `Secrets.external` or `Secrets.sealed`: they refer to values that are kept elsewhere.',
  },
  TF1904: {
    title: 'The output cannot be written',
    remedy: 'Make room and see that the folder is yours to write. What was there before is still there.',
  },
  TF1905: {
    title: 'A quota does not hold the workloads',
    remedy:
      'At full scale, while a release rolls and old pods still end, pods would be refused. Give the quota more, scale less, or let it be computed with `Quota.computed()`.',
  },
  TF1906: {
    title: 'The headroom of a quota is malformed',
    remedy: 'Give percent, 0 or more.',
  },
  TF1908: {
    title: 'An object holds what YAML cannot',
    remedy:
      'Give text, finite numbers, booleans, lists and plain objects. The message names the field; look at `podOverrides` and at objects of your own.',
  },
  TF1907: {
    title: "An application's function is async",
    remedy:
      'What it makes after the first await would be missing. Await before, and describe the services synchronously.',
  },
} as const;
