import type { z } from 'zod';
import type { policiesSchema, policySchema } from './schema';

/** A policy of `twelve.yaml`, as it is written there. */
export type PolicyRules = Readonly<z.infer<typeof policySchema>>;

/** A policy with its name. */
export interface Policy extends PolicyRules {
  /** Its name in `twelve.yaml`. */
  readonly name: string;
  /** Its line there. */
  readonly line?: number;
}

/** Something of `twelve.yaml` that is wrong: where, and what. */
export interface PolicyMistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with policies beside the environments that there are. */
export function checkPolicies(
  policies: z.infer<typeof policiesSchema>,
  environments: readonly string[],
): PolicyMistake[] {
  const known = new Set(environments);
  const hint = `no environment of the file; give one of ${environments.join(', ')}`;
  return Object.entries(policies).flatMap(([name, policy]) => {
    const { environments: where, promoteFrom, soak } = policy;
    const named: [PropertyKey[], string | undefined][] = [
      ...where.map((one, index): [PropertyKey[], string] => [['environments', index], one]),
      [['promoteFrom'], promoteFrom],
      [['soak', 'on'], soak?.on],
    ];
    const unknown = named.flatMap(([path, one]) =>
      one === undefined || known.has(one)
        ? []
        : [{ path: at(name, path), message: `${JSON.stringify(one)} is ${hint}` }],
    );
    const circular = named
      .filter(([path, one]) => path[0] !== 'environments' && one !== undefined && where.includes(one))
      .map(([path, one]) => ({
        path: at(name, path),
        message: `${JSON.stringify(one)} is one of \`environments\` itself, so that nothing would ever get there`,
      }));
    return [...unknown, ...circular];
  });
}

function at(name: string, path: readonly PropertyKey[]): (string | number)[] {
  return ['policies', name, ...(path as (string | number)[])];
}
