import type { EnvironmentConfig } from '../../release/platform-config';
import type { ApplicationStatus, PlaceStatus } from '../../release/report';

/** How an environment differs from the one that promotions come from. */
export interface Difference {
  /** `differs from` where both come from the same moment. */
  readonly relation: 'behind' | 'ahead of' | 'differs from';
  /** The earlier environment. */
  readonly environment: string;
  /** What is live there. */
  readonly version: string;
}

/** An application in an environment, if it is there. The record's keys are names from a file: `constructor` may be one. */
export function placeOf({ environments }: ApplicationStatus, environment: string): PlaceStatus | undefined {
  return Object.hasOwn(environments, environment) ? environments[environment] : undefined;
}

/** Whether its branch was changed by hand. Of a state that can't be read nobody knows, and `broken` says enough. */
export function isDrifted({ broken, drifted }: PlaceStatus): boolean {
  return drifted && broken === undefined;
}

/**
 * How an application's live release differs from that in the nearest earlier environment that has one.
 *
 * @param index of the environment among those of the platform
 */
export function differenceOf(
  application: ApplicationStatus,
  environments: readonly EnvironmentConfig[],
  index: number,
): Difference | undefined {
  const here = placeOf(application, environments[index]?.name ?? '');
  const earlier = environments
    .slice(0, index)
    .findLast(({ name }) => placeOf(application, name)?.version !== undefined);
  const there = earlier && placeOf(application, earlier.name);
  if (!earlier || here?.version === undefined || there?.version === undefined || here.version === there.version) {
    return undefined;
  }
  const order = (here.order ?? 0) - (there.order ?? 0);
  const relation = order === 0 ? 'differs from' : order < 0 ? 'behind' : 'ahead of';
  return { relation, environment: earlier.name, version: there.version };
}
