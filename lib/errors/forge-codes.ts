/** TF24xx: pull requests. */
export const forgeCodes = {
  TF2401: {
    title: 'There is no such pull request',
    remedy: '`twelve pr list` shows those that are open, `twelve pr list --all` every one.',
  },
  TF2402: {
    title: 'A pull request cannot be written like this',
    remedy:
      'A title is one line of at most 255 characters, a body at most 65,536 without control characters. Head and base are two branches, named as git allows it.',
  },
  TF2403: {
    title: 'The branch of the pull request is missing',
    remedy:
      'Somebody deleted it, so that there is nothing to merge. Run the release again, which makes it anew, or close the pull request.',
  },
  TF2404: {
    title: 'The branch that the pull request is for is missing',
    remedy:
      'Push it back from another clone, or make it with `twelve init-platform`. The pull request stays open meanwhile.',
  },
  TF2405: {
    title: 'The pull request changes nothing',
    remedy: 'What it proposes is on its base already. Close it, or push to its branch what is still to be changed.',
  },
  TF2406: {
    title: 'The pull request conflicts with its base',
    remedy:
      'Its base has moved, and both changed the same files. Nothing has changed; run the release again, which rebuilds the pull request on the base as it is.',
  },
  TF2407: {
    title: 'The pull request is merged or closed already',
    remedy: 'Nothing is left to do; the message says who did it and when. A further change takes a new pull request.',
  },
  TF2408: {
    title: 'The pull request cannot be merged in this way',
    remedy:
      'A rebase takes no merge commits, and two branches need exactly one commit at which they parted. Merge with another method, or run the release again.',
  },
  TF2409: {
    title: 'The record of a pull request cannot be read',
    remedy:
      'A file of `refs/twelve/pulls` was edited by hand, or a newer `twelve` wrote it. Take the file from an earlier commit of that ref, or upgrade.',
  },
  TF2410: {
    title: 'The pull request changed in this very moment',
    remedy:
      'Somebody pushed to its branch, or another change took its place, while it was being proposed, merged or closed. Nothing else has changed; look at it again first.',
  },
} as const;
