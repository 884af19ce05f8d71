import type { Origin } from './facts';
import { matches } from './pattern';
import type { Judge } from './ruling';

/** `branches` and `tags`: only what was built from one of them is released. */
export const judgeBranches: Judge = ({ release: { version, origin } }, { branches, tags }) => {
  if (branches === undefined && tags === undefined) {
    return undefined;
  }
  const from = nameOfOrigin(origin);
  if (matches(branches, origin.branch) || matches(tags, origin.tag)) {
    return { allowed: true, why: `${version} was built from ${from}` };
  }
  const wanted = [
    ...(branches ? [`the branch ${branches.join(' or ')}`] : []),
    ...(tags ? [`the tag ${tags.join(' or ')}`] : []),
  ];
  const why =
    from === undefined ? `it is not known from what ${version} was built` : `${version} was built from ${from}`;
  const never = `never for ${version}: release another version, built from ${wanted.join(' or ')}`;
  return { allowed: false, why, until: { never } };
};

function nameOfOrigin({ branch, tag }: Origin): string | undefined {
  const names = [
    ...(branch === undefined ? [] : [`the branch ${branch}`]),
    ...(tag === undefined ? [] : [`the tag ${tag}`]),
  ];
  return names.length === 0 ? undefined : names.join(', ');
}
