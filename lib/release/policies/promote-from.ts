import type { Judge } from './ruling';

/** `promoteFrom`: only what is live on another environment is put there. What is there already may go on without. */
export const judgePromoteFrom: Judge = ({ application, release, live, isPut }, { promoteFrom }) => {
  if (promoteFrom === undefined || !isPut) {
    return undefined;
  }
  const there = live.get(promoteFrom)?.get(application);
  if (there?.version === release.version && there.tree === release.tree) {
    return { allowed: true, why: `${release.version} is live on ${promoteFrom}` };
  }
  const why =
    there === undefined
      ? `nothing is live on ${promoteFrom}`
      : there.version === release.version
        ? `${promoteFrom} has other bytes of ${release.version}`
        : `${promoteFrom} has ${there.version}`;
  return { allowed: false, why, until: { when: `${release.version} is live on ${promoteFrom}` } };
};
