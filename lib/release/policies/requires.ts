import gte from 'semver/functions/gte';
import valid from 'semver/functions/valid';
import type { Judge } from './ruling';

/** `requires`: other applications that have to be live on the same environment, at a version or a newer one. */
export const judgeRequires: Judge = ({ environment, live }, { requires }) => {
  if (requires === undefined) {
    return undefined;
  }
  const places = live.get(environment);
  const missing = Object.entries(requires).flatMap(([application, version]) => {
    const there = places?.get(application)?.version;
    if (there !== undefined && valid(there) !== null && gte(there, version)) {
      return [];
    }
    const found =
      there === undefined
        ? `${application} is not on ${environment}`
        : valid(there) === null
          ? `${application} on ${environment} is ${there}, which is no semantic version`
          : `${application} on ${environment} is ${there}`;
    return [{ found, wanted: `${application} ${version} or newer` }];
  });
  if (missing.length === 0) {
    const list = Object.keys(requires).map(
      (application) => `${application} ${places?.get(application)?.version ?? ''}`,
    );
    return { allowed: true, why: `${environment} has ${list.join(', ')}` };
  }
  const when = `${missing.map(({ wanted }) => wanted).join(', ')} ${missing.length === 1 ? 'is' : 'are'} live on ${environment}`;
  return { allowed: false, why: missing.map(({ found }) => found).join(', '), until: { when } };
};
