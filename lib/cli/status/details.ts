import { createColors } from 'picocolors';
import { plainText } from '../../errors';
import type { EnvironmentConfig } from '../../release/platform-config';
import { saidOfDrift } from '../../release/operation-message';
import type { ApplicationStatus, PlaceStatus, StatusReport, WaitingStatus } from '../../release/report';
import type { Operation, Pin } from '../../release/state';
import { ago, moment } from './age';
import { type Colors, placeAtoms, wrapAtoms } from './atoms';
import { differenceOf, isDrifted, placeOf } from './difference';
import { slotFacts } from './slot-facts';
import { DEFAULT_WIDTH, type TextOptions } from './text-options';
import { wrapText } from './wrap-text';

/** A label and what it says, a line for each part. */
type Fact = readonly [label: string, parts: readonly string[]];

const LABEL_WIDTH = 10;

/**
 * All that is known of each application in the report, environment by environment: what runs, since when, who did what
 * last and why, what the slots hold, what holds it and what waits. For a report of one application or a few.
 */
export function statusDetails(report: StatusReport, { color, width = DEFAULT_WIDTH }: TextOptions): string {
  const colors = createColors(color);
  const read = `Read ${moment(report.at)} from ${plainText(report.platform)}.`;
  const blocks = report.applications.map((application) => applicationBlock(application, report, width, colors));
  return [...blocks, wrapText(read, width).map(colors.dim).join('\n')].join('\n\n');
}

function applicationBlock(application: ApplicationStatus, report: StatusReport, width: number, colors: Colors): string {
  const { environments } = report;
  const names = environments.map(({ name }) => plainText(name));
  const longest = Math.max(...names.map((name) => name.length), 0);
  const blocks = environments.map((environment, index) => {
    const place = placeOf(application, environment.name);
    const name = names[index] as string;
    const start = `${colors.bold(name)}${indent(longest + 2 - name.length)}`;
    const what = wrapAtoms(placeAtoms(place, colors), width - longest - 2).replace(/\n/g, `\n${indent(longest + 2)}`);
    const facts = place ? factsOf(place, application, report, environment, index) : [];
    return [`${start}${what}`, ...factLines(facts, width, colors)].join('\n');
  });
  return [colors.bold(colors.underline(plainText(application.application))), ...blocks].join('\n\n');
}

function factsOf(
  place: PlaceStatus,
  application: ApplicationStatus,
  { environments, at }: StatusReport,
  { branch, flow }: EnvironmentConfig,
  index: number,
): Fact[] {
  const { broken, operation, pin, since, waiting } = place;
  // A state is written when it is proposed: it can't know when it is merged.
  const asked = flow === 'pullRequest' ? ', when it was asked for' : '';
  const difference = differenceOf(application, environments, index);
  const facts: (Fact | false | undefined)[] = [
    broken !== undefined && ['broken', [`the state on ${branch} can't be read: ${broken}`]],
    since !== undefined && ['since', [`${moment(since)}, ${ago(since, at)}${asked}`]],
    operation && ['last', operationParts(operation, at)],
    slotsFact(place),
    difference && ['differs', [`${difference.relation} ${difference.environment}, which has ${difference.version}`]],
    isDrifted(place) && ['drift', [`${branch} differs from what its state says; twelve verify names the files`]],
    pin && ['pin', pinParts(pin, at)],
    waiting && ['waiting', waitingParts(waiting, at)],
  ];
  return facts.filter((fact) => typeof fact === 'object');
}

function operationParts(operation: Operation, now: string): string[] {
  const { verb, version, from, actor, at, reason, source, breakGlass, drift } = operation;
  const origin = from === undefined ? '' : ` from ${from}`;
  return [
    `${verb} ${version}${origin} by ${actor}, ${moment(at)}, ${ago(at, now)}`,
    ...againstParts(breakGlass),
    ...(reason ? [`because: ${reason}`] : []),
    ...(drift ? [`${saidOfDrift(drift)}, edited by hand`] : []),
    ...(source ? [`built from ${source}`] : []),
  ];
}

/** Said of what was done by `--break-glass`. */
function againstParts(policies: readonly string[] | undefined): string[] {
  return policies ? [`against the policies: ${policies.join(', ')}`] : [];
}

function slotsFact(place: PlaceStatus): Fact | undefined {
  const facts = slotFacts(place);
  if (!facts) return undefined;
  const { live, next, slots } = facts;
  const parts = slots.map(({ name, version }) => {
    const role = name === live ? ', live' : name === next?.slot ? ', next' : '';
    const share = next?.share ?? 0;
    const traffic = next?.share === undefined ? '' : `, ${name === next.slot ? share : 100 - share} % of the traffic`;
    return `${name}: ${version}${role}${traffic}`;
  });
  return ['slots', parts];
}

function pinParts({ version, by, at, reason }: Pin, now: string): string[] {
  return [`held at ${version} by ${by}, ${moment(at)}, ${ago(at, now)}`, ...(reason ? [`because: ${reason}`] : [])];
}

function waitingParts(waiting: WaitingStatus, now: string): string[] {
  const { actor, at, url, verb, version, breakGlass } = waiting;
  const name = waiting.number === undefined ? '' : `#${waiting.number} `;
  const who = `${name}${verb} ${version} by ${actor}, ${moment(at)}, ${ago(at, now)}`;
  return [who, ...againstParts(breakGlass), ...(url ? [url] : [])];
}

function factLines(facts: readonly Fact[], width: number, colors: Colors): string[] {
  return facts.flatMap(([label, parts]) =>
    parts.flatMap((part, index) => {
      const room = width - 2 - LABEL_WIDTH;
      const lines = wrapText(plainText(part), room);
      return lines.map((line, row) => {
        const shown = index + row === 0 ? label : '';
        return `  ${colors.dim(shown)}${indent(LABEL_WIDTH - shown.length)}${line}`;
      });
    }),
  );
}

function indent(width: number): string {
  return ' '.repeat(Math.max(width, 0));
}
