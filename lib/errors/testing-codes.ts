/** TF35xx: the test kit. */
export const testingCodes = {
  TF3501: {
    title: 'There are no manifests to look into',
    remedy:
      'Give `Manifests.of` an Application or a Bundle with one of its environments, a Tree, a Chart, or a list of objects.',
  },
  TF3502: {
    title: 'There is not exactly one such object',
    remedy: 'Names are those that are rendered, with the slot at their end. The message has those that there are.',
  },
  TF3503: {
    title: 'The objects are not those expected',
    remedy: 'Look at the lines marked `-` (expected, not there) and `+` (there, not expected): correct one side.',
  },
  TF3504: {
    title: 'What was asked about is not of these manifests',
    remedy: 'Give an object that `find` gave, or a container that `container` gave, of the same Manifests.',
  },
  TF3505: {
    title: 'A variable comes from a key that is not there',
    remedy:
      'The pod would not start: the object is rendered, and does not have the key. Add the key, or correct the reference.',
  },
  TF3506: {
    title: 'Environments differ otherwise than is listed',
    remedy:
      'Make them alike, or list what may differ: in the app file it is what `env.choose` and the env files hold. An entry that nothing differs in is taken out.',
  },
  TF3507: {
    title: 'It cannot be told where a request leads',
    remedy:
      'The rule depends on more than host, path and method, or leads to what is made in the cluster. Test that route against its controller.',
  },
} as const;
