/** TF21xx: the rules of releases. */
export const releaseCodes = {
  TF2101: {
    title: 'The environment is pinned',
    remedy:
      'Somebody holds it at its release; the message says who, why and since when. Ask them, or end it with `twelve unpin`. A rollback is possible all the same.',
  },
  TF2102: {
    title: 'A newer release is there already',
    remedy:
      'Releases are ordered by the code that they come from, and an older one never replaces a newer one by itself. To go back, use `twelve rollback`; if the number is wrong, give `--order`. Where a release by hand took the time of its commit and the runs of a pipeline are numbered, give the pipeline times too, `--order "$(git log -1 --format=%ct)"`, or roll back to its last release and end the pin: then its next run counts.',
  },
  TF2103: {
    title: 'Nothing is released there',
    remedy: 'Release the application to the environment first; `twelve status` shows what runs where.',
  },
  TF2104: {
    title: 'The release has no such environment',
    remedy:
      'A release is rendered for every environment by one synthesis. Add the environment to the platform and release anew.',
  },
  TF2105: {
    title: 'A canary is under way',
    remedy: 'Its slot serves requests. Go on with `twelve shift`, or end it with `twelve rollback`; then release.',
  },
  TF2106: {
    title: 'The application has no such slots there',
    remedy:
      '`twelve switch` is for blue/green, `twelve shift` for a canary. Where there is one copy, a release is live at once.',
  },
  TF2107: {
    title: 'The slot or share is not one that there is',
    remedy: 'Slots and shares are declared by the rollout strategy in the app file; the message lists them.',
  },
  TF2108: {
    title: 'There is nothing to go back to',
    remedy:
      'A rollback goes to a release that was live in the environment; the message lists them. For another one, use `twelve release`.',
  },
  TF2109: {
    title: 'The version is recorded with other bytes',
    remedy:
      'A release never changes. Build a new version; if only the rendering changed (config, an upgrade of the library), it is a new release all the same.',
  },
  TF2110: {
    title: 'The release is not recorded',
    remedy:
      'Its commit is missing on `releases/<application>`: the branch was rewound, pruned or deleted. Get it back from another clone, or release the same bundle again.',
  },
  TF2111: {
    title: 'The order of the release is not known',
    remedy:
      "It is the pipeline's number, else the time of the source's last commit. Run in the repository of the source, or give `--order`, a whole number that grows.",
  },
  TF2112: {
    title: 'The source has changes that are not committed',
    remedy: 'Commit them first, or leave out `--require-clean`: the release then says that its source was not clean.',
  },
  TF2113: {
    title: 'The environment differs from its state',
    remedy:
      'Somebody edited the branch by hand. `--adopt` keeps what they did, if it outlasts the command; `--restore` takes it back; `twelve verify` shows it.',
  },
  TF2114: {
    title: 'The edit by hand cannot be adopted',
    remedy:
      'It is in what the traffic decides, or is no Kubernetes object: take it back with `--restore`, and use `twelve switch` or `twelve shift`. Or the same command would replace it by a file of another release: put the edit into the app file and take it back, or wait with that command.',
  },
  TF2115: {
    title: 'The folder belongs to somebody else',
    remedy:
      'The branch has a folder of that name, and no record of a release that put it there. If the record was removed, which `twelve verify` says, put it back; else move the folder away, or let the release replace it with `--restore`.',
  },
  TF2116: {
    title: 'The source environment does not prove what it runs',
    remedy:
      'A promotion copies what is live, and the branch differs from what its state composes to. Decide first: `twelve verify --adopt` or `--restore`.',
  },
  TF2117: {
    title: 'A policy forbids it',
    remedy:
      'The message names the rule of `twelve.yaml`, says why, and from when on it is allowed; `twelve why` asks without trying. In an emergency `--break-glass --reason` overrides it, which is recorded. A rollback is always possible.',
  },
  TF2118: {
    title: 'A file that was edited by hand lost what the traffic is moved by',
    remedy:
      'The release names fields in which a switch or a shift writes, such as the selector of a Service. Put the field back, or take the edit back with `twelve verify --restore`.',
  },
  TF2119: {
    title: 'The release was never live on that environment',
    remedy:
      '`twelve promote --version` takes a release that is recorded and was live where it is promoted from. Release it there first; `twelve history` has those that were.',
  },
  TF2120: {
    title: 'The order would be a time, where it was another number',
    remedy:
      'What a pipeline releases is numbered by its runs, and a release by hand takes the time of its commit, a far higher number: the next run would count as older. Give the `--order` that the message names.',
  },
  TF2121: {
    title: 'A rollback, a pin or an unpin waits to be merged',
    remedy:
      'There is one pull request for an application and an environment, and what somebody decided is not replaced by a release that comes by. Merge or close it first; `twelve pr list` shows its number. With `--replace` the new change takes its place, and says so.',
  },
} as const;
