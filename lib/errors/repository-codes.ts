/** TF22xx: what a platform repository holds. */
export const repositoryCodes = {
  TF2201: {
    title: 'The repository is not a platform repository',
    remedy:
      'A platform repository has a branch `main` with `twelve.yaml`. Make one with `twelve init-platform <repo>`.',
  },
  TF2202: {
    title: 'The branch of an environment is missing',
    remedy:
      'It was never made, or somebody deleted it. `twelve init-platform` makes it, empty; if it was deleted, push it back from another clone.',
  },
  TF2203: {
    title: 'The environment is not one of the platform',
    remedy: 'The environments are those of `twelve.yaml` on `main`; the message lists them.',
  },
  TF2204: {
    title: 'The configuration of the platform has a mistake',
    remedy: 'It is `twelve.yaml` on `main`. The message says where the mistake is and what is allowed.',
  },
  TF2205: {
    title: 'The state of an application cannot be read',
    remedy:
      '`.twelve/<application>.json` was edited by hand or is cut. Take the file from an earlier commit of the branch; `twelve history` shows them. If a newer `twelve` wrote it, as the message says, upgrade: the file is as it should be.',
  },
  TF2206: {
    title: 'The branch of a pull request was edited by hand',
    remedy:
      'Somebody pushed to it, and that would be lost. Merge or close the pull request first, or give `--replace`, which leaves out what they pushed.',
  },
  TF2207: {
    title: 'There is no such policy',
    remedy: '`twelve policy list` shows those of `twelve.yaml`.',
  },
} as const;
