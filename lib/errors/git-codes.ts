/** TF23xx: git and its remotes. */
export const gitCodes = {
  TF2301: {
    title: 'The address of the repository cannot be used',
    remedy: 'Give a path, `https://`, `ssh://` or `git@host:path` with `--repo` or in `TWELVE_REPO`.',
  },
  TF2302: {
    title: 'The remote refuses the push',
    remedy:
      "A branch is protected, a hook declines, or the repository is read-only; the remote's own words are in the message, and what was done before it. The push itself changed nothing. Where the branch wants a pull request, set `flow: pullRequest` in `twelve.yaml`.",
  },
  TF2303: {
    title: 'The remote cannot be reached',
    remedy: 'Look at the network and at the address. Nothing has changed; the same command works once it is back.',
  },
  TF2304: {
    title: 'The remote does not let you in',
    remedy:
      'Give git credentials that may read and write there: an ssh key, a credential helper, or user and token in the address in `TWELVE_REPO`.',
  },
  TF2305: {
    title: 'Others were faster, again and again',
    remedy:
      'Many write to this branch at the moment. Nothing has changed; run it again, or give it longer with `--timeout`.',
  },
  TF2306: {
    title: 'The cache cannot be used',
    remedy:
      'Make room, see that the folder is yours to write, or choose another one with `--cache`. The platform repository is as before.',
  },
  TF2307: {
    title: 'The program git cannot be run',
    remedy: 'Install git 2.34 or newer, and see that it is on the PATH.',
  },
  TF2308: {
    title: 'Nobody is named as the one who acts',
    remedy: "Set `user.name` and `user.email` of git, or give `--actor 'Ada Lovelace <ada@example.com>'`.",
  },
  TF2309: {
    title: 'The commit cannot be signed',
    remedy:
      'git is set to sign commits (`commit.gpgsign`), and signing fails: see `user.signingkey` and `gpg.format`. Nothing has been pushed.',
  },
  TF2310: {
    title: 'The address is not that of a git repository',
    remedy: 'Make one with `twelve init-platform`, or correct `--repo`.',
  },
  TF2311: {
    title: 'An object is neither in the cache nor on the remote',
    remedy: 'The history that held it was rewritten. Get it back from another clone, or release the version again.',
  },
  TF2312: {
    title: 'The cache is in use',
    remedy:
      'Another `twelve` works with it. Nothing has changed; run it again, give it longer with `--timeout`, or a cache of its own with `--cache`.',
  },
} as const;
