import { createHash } from 'node:crypto';
import { z } from 'zod';

const slotPosition = z
  .strictObject({
    live: z.string(),
    share: z.number().min(0).max(100).optional(),
    holds: z.record(z.string(), z.string()),
    next: z.string().optional(),
  })
  .refine(isWhole, 'its slots do not fit together');

const positionShape = {
  release: z.string(),
  slots: slotPosition.optional(),
  adopted: z.record(z.string(), z.strictObject({ blob: z.string().nullable(), of: z.string() })).optional(),
};

const position = z.strictObject(positionShape);

const operation = z.strictObject({
  verb: z.string(),
  version: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
  reason: z.string().optional(),
  from: z.string().optional(),
  source: z.string().optional(),
  breakGlass: z.array(z.string()).optional(),
  drift: z.strictObject({ choice: z.enum(['adopt', 'restore']), files: z.array(z.string()) }).optional(),
});

const state = z
  .strictObject({
    schema: z.literal(1),
    application: z.string(),
    environment: z.string(),
    ...positionShape,
    since: z.iso.datetime(),
    tree: z.string(),
    pin: z
      .strictObject({ version: z.string(), by: z.string(), at: z.iso.datetime(), reason: z.string().optional() })
      .optional(),
    operation,
    previous: z.string().optional(),
    releases: z.record(z.string(), z.strictObject({ order: z.number(), tree: z.string() })),
    earlier: z.array(position),
  })
  .refine(isKnown, 'it names releases that it does not know');

/** Two slots, of which one is live and the other one may wait. */
function isWhole({
  live,
  holds,
  next,
}: {
  live: string;
  holds: Record<string, string>;
  next?: string | undefined;
}): boolean {
  const names = Object.keys(holds);
  return names.length === 2 && names.includes(live) && (next === undefined || (names.includes(next) && next !== live));
}

/** The live release is what the live slot holds, and everything that is needed is known. */
function isKnown(value: { releases: object; earlier: Position[] } & Position): boolean {
  return [value, ...value.earlier].every(
    ({ release, slots }) =>
      [release, ...Object.values(slots?.holds ?? {})].every((version) => Object.hasOwn(value.releases, version)) &&
      (slots === undefined || slots.holds[slots.live] === release),
  );
}

/**
 * The two slots of an application in an environment: which serves and what each holds.
 *
 * `live` is the slot that the traffic goes to; of a canary it is always the first one, and `share` the percentage of the
 * second. `next` is the slot whose release waits to be made live.
 */
export type SlotPosition = Readonly<z.infer<typeof slotPosition>>;

/**
 * What an application's tree in an environment is composed of.
 *
 * `release` is the live release: the one whose shared files serve. `adopted` are files edited by hand and accepted since:
 * the blob of each, or null for a file that was removed, as long as the file would come from the release `of`.
 */
export type Position = Readonly<z.infer<typeof position>>;

/**
 * Who did what, when and why, and against which policies: the last operation is in the state, earlier ones in git's history of it.
 *
 * `drift` is what was decided about files that had been edited by hand on the branch.
 */
export type Operation = Readonly<z.infer<typeof operation>>;

/** What holds an environment at its release. */
export type Pin = NonNullable<State['pin']>;

/**
 * `.twelve/<application>.json` of an environment branch.
 *
 * `since` is when the change was asked for that made the release live, `tree` the git tree that the position composes to, `previous` the digest of the
 * file before this one, `releases` the order and the recorded tree of each release that the position or an earlier one needs,
 * `earlier` the positions to which a rollback goes, newest first.
 */
export type State = Readonly<z.infer<typeof state>>;

/** Where the state of an application is, on the branch of an environment. */
export function stateFile(application: string): string {
  return `.twelve/${application}.json`;
}

/** The bytes of a state's file. */
export function formatState(value: State): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A state that is none to this version, and was good to the one that wrote it. */
export class NewerState extends Error {}

/** What to do about a state that can't be read. */
export function remedyOfState(error: Error): string {
  const isNewer = error instanceof NewerState;
  return `${isNewer ? 'upgrade `twelve`; if it was edited by hand, ' : ''}put back the file of an earlier commit`;
}

/** The state that a file holds, or what is wrong with the file: one line, without what it holds. */
export function tryParseState(content: string): State | Error {
  let data: unknown;
  let isHostile = false;
  try {
    data = JSON.parse(content, (name, value: unknown) => ((isHostile ||= name === '__proto__'), value));
  } catch {
    return new Error('it is no JSON');
  }
  if (isHostile) {
    return new Error('__proto__ is no name'); // zod would leave it out without a word.
  }
  const result = state.safeParse(data);
  if (result.success) {
    return result.data;
  }
  const { schema } = (data ?? {}) as { schema?: unknown };
  if (typeof schema === 'number' && schema > 1) {
    return new NewerState(`a newer twelve wrote it (schema ${schema})`);
  }
  const { issues } = result.error;
  const [first] = issues;
  if (first && issues.every(({ code }) => code === 'unrecognized_keys')) {
    return new NewerState(`${first.path.join('.') || 'the record'} has fields that only a newer twelve knows`);
  }
  return new Error(
    `${first?.path.join('.') || 'the record'} is not what it has to be (${first?.code === 'custom' ? first.message : first?.code.replaceAll('_', ' ')})`,
  );
}

/** What `previous` of the next state says of this file. */
export function digestOfRecord(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
