import type { Message } from './trailers';
import type { Operation, SlotPosition, State } from './state';

/** The message of the commit that an operation is: what a person reads in `git log`, and trailers that machines read. */
export function messageOf(state: State): Message {
  const { application, environment, operation, previous } = state;
  return {
    subject: `${environment}: ${subjectOf(application, operation, state)}${operation.breakGlass ? ' [break-glass]' : ''}`,
    body: operation.reason,
    trailers: {
      Application: application,
      Environment: environment,
      Version: operation.version,
      Operation: operation.verb,
      Actor: operation.actor,
      ...(operation.reason !== undefined && { Reason: operation.reason }),
      ...(operation.breakGlass && { 'Break-Glass': operation.breakGlass.join(', ') }),
      ...(operation.drift && { Drift: saidOfDrift(operation.drift) }),
      ...(operation.from !== undefined && { From: operation.from }),
      ...(operation.source !== undefined && { 'Source-Commit': operation.source }),
      ...(previous !== undefined && { Previous: previous }),
    },
  };
}

/** What was decided about files edited by hand, and which those are. */
export function saidOfDrift({ choice, files }: NonNullable<Operation['drift']>): string {
  return `${choice === 'adopt' ? 'adopted' : 'restored'} ${files.join(', ')}`;
}

function subjectOf(application: string, { verb, version, from }: Operation, { slots }: State): string {
  const sentences: Record<string, string> = {
    release: `release ${application} ${version}`,
    promote: `promote ${application} ${version} from ${from}`,
    switch: `switch ${application} to ${slots?.live} with ${version}`,
    shift: slots ? shiftOf(application, version, slots) : `shift ${application} ${version}`,
    rollback: `roll back ${application} to ${version}`,
    pin: `pin ${application} at ${version}`,
    unpin: `unpin ${application}`,
    adopt: `adopt edits by hand of ${application} ${version}`,
    restore: `restore ${application} ${version}`,
  };
  return sentences[verb] ?? `${verb} ${application} ${version}`;
}

/** A step of a canary. The last two are named: they look like shares. */
function shiftOf(application: string, version: string, slots: SlotPosition): string {
  const { live, share = 0 } = slots;
  return {
    share: `shift ${share} % of ${application} to ${version}`,
    settle: `settle ${application} ${version} in ${live}`,
    return: `return all of ${application} to ${live} with ${version}`,
  }[shiftStepOf(slots)];
}

/** Which step of a canary a shift was: to a share, or one of the two that end it. */
export function shiftStepOf({ share = 0, next }: SlotPosition): 'share' | 'settle' | 'return' {
  return next !== undefined ? 'share' : share > 0 ? 'settle' : 'return';
}
