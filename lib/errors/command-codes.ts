/** TF25xx: how `twelve` is called. */
export const commandCodes = {
  TF2501: {
    title: 'No platform repository is named',
    remedy: 'Give its address with `--repo`, or set `TWELVE_REPO` once for a shell or a pipeline.',
  },
  TF2502: {
    title: 'An option has a value that it cannot have',
    remedy: 'The message says what is allowed; `twelve <verb> --help` shows all options.',
  },
  TF2503: {
    title: 'Two options contradict each other, or one is missing',
    remedy: 'The message names them; `twelve <verb> --help` shows all options.',
  },
  TF2504: {
    title: 'A file cannot be written',
    remedy: 'Make room and see that the folder is there and yours to write.',
  },
} as const;
