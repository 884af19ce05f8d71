/** TF2421 to TF2430: forges that are servers. */
export const hostCodes = {
  TF2421: {
    title: 'The forge cannot be reached',
    remedy:
      'It does not answer, or says that it is in trouble. Branches that were pushed stay, and nothing else has changed: the same command finishes the job once the forge is back. `--timeout` gives it longer.',
  },
  TF2422: {
    title: 'The forge knows no valid token',
    remedy:
      'Set `GITHUB_TOKEN`, `GITLAB_TOKEN` or `GITEA_TOKEN` to a token of the forge that has not expired. The message says which one; `docs/forges.md` says what it has to be allowed to do.',
  },
  TF2423: {
    title: 'The token of the forge lacks a permission',
    remedy: 'Give the token what the message names, or another token. `docs/forges.md` has the list for each forge.',
  },
  TF2424: {
    title: 'The forge has no such repository',
    remedy:
      'Forges say this too of a repository that the token may not see. Correct `forge.repository` in `twelve.yaml` or the address of the platform repository, or let the token see it.',
  },
  TF2425: {
    title: 'The forge takes no more requests for now',
    remedy:
      'The message says until when. Branches that were pushed stay; run it again then, or give a `--timeout` that is longer than that.',
  },
  TF2426: {
    title: 'The answer is none of a forge',
    remedy:
      'A page of a proxy or of a login, half of an answer, a redirect to another server: see that `forge.url` in `twelve.yaml` is the address of the forge itself, and that nothing in between asks for a login.',
  },
  TF2427: {
    title: "The forge's rules forbid the merge for now",
    remedy:
      'A check, an approval or something else that the branch demands is missing, or the pull request is a draft. The message has the words of the forge; see the pull request there, then merge again.',
  },
  TF2428: {
    title: 'The forge refuses the request',
    remedy:
      'The message has the words of the forge: a reviewer whom it does not know, for instance. What was done before stays; correct what it names and run it again.',
  },
  TF2429: {
    title: 'It is not clear which forge has the pull requests',
    remedy:
      'Say it in `twelve.yaml`: `forge` with `kind`, `url` and `repository`, as `docs/forges.md` shows. `kind: local` keeps pull requests in the platform repository itself.',
  },
  TF2430: {
    title: 'The forge does not merge by itself here',
    remedy:
      'Allow auto-merge in the settings of the repository, or take `autoMerge` out of `twelve.yaml`. The pull request is open, and somebody can merge it.',
  },
} as const;
