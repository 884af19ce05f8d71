import type { z } from 'zod';
import { Place, type Problem } from '../../errors';
import type { BundleDescriptor } from '../../manifest/bundle';
import { descriptorSchema } from './descriptor-schema';
import { checkBundleName, checkVersion, isBundleName } from './names';
import { throwIfAny } from './problems';
import { pathName, shown } from '../../errors/shown';
import { checkSlots } from './slots';

/** Deeper than any descriptor, and as nothing to the stack. */
const MAX_DEPTH = 20;

/** A value, a list or an object each: twenty shares of a hundred edits in each of ten environments. */
const MAX_PARTS = 200_000;

/**
 * The descriptor that a text holds: of a file, or of a release that was read back from git.
 *
 * @param place what the text belongs to, as messages name it: `lulu`
 * @throws TwelveFactorError TF2004 or TF2005 if it isn't one; else, with all of them, TF2001 for a name, TF2007 for the
 * version, TF2008 and TF2009 for slots that can't be used
 */
export function parseDescriptor(text: string, place: string): BundleDescriptor {
  const problems: Problem[] = [];
  const found = new Place(place, (problem) => problems.push(problem));
  const descriptor = tryShape(found, tryJson(found, text));
  throwIfAny(problems);
  checkContent(found, descriptor as BundleDescriptor);
  throwIfAny(problems);
  return descriptor as BundleDescriptor;
}

/** Tells what is no JSON without saying what it is: it may be anybody's file. */
function tryJson(place: Place, text: string): unknown {
  const tell = (given: string) =>
    place.problem('TF2004', 'descriptor', given, 'run npx cdk8s synth again, it writes the descriptor');
  try {
    const data: unknown = JSON.parse(text);
    const fault = faultOf(data);
    if (fault === undefined) {
      return data;
    }
    tell(fault);
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    tell('it is no JSON');
  }
  return undefined;
}

/** What would be a trap for those who walk the data. By a list of its own, because the stack is what is at stake. */
function faultOf(data: unknown): string | undefined {
  let level: readonly unknown[] = [data];
  let parts = 0;
  for (let depth = 0; level.length > 0; depth++) {
    const objects = level.filter((value): value is object => typeof value === 'object' && value !== null);
    parts += level.length;
    if (depth > MAX_DEPTH) {
      return `it is nested more than ${MAX_DEPTH} levels deep`;
    }
    if (parts > MAX_PARTS) {
      return `it has more than ${MAX_PARTS} values`;
    }
    if (objects.some((value) => Object.hasOwn(value, '__proto__'))) {
      return 'it has a key "__proto__"';
    }
    level = objects.flatMap((value): unknown[] => Object.values(value));
  }
  return undefined;
}

function tryShape(place: Place, data: unknown): BundleDescriptor | undefined {
  if (data === undefined) {
    return undefined;
  }
  const schema = typeof data === 'object' && data !== null && 'schema' in data ? data.schema : 1;
  if (typeof schema === 'number' && schema !== 1) {
    place.problem(
      'TF2005',
      'descriptor schema',
      `${schema} is a format that this version does not know`,
      'release with the version of cdk8s-twelve-factor that rendered it',
    );
    return undefined;
  }
  const { success, data: descriptor, error } = descriptorSchema.safeParse(data);
  if (!success) {
    error.issues.forEach((issue) => tellIssue(place, data, issue));
  }
  return descriptor;
}

function tellIssue(place: Place, data: unknown, issue: z.core.$ZodIssue): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const remedy = 'remove it, or use the version of cdk8s-twelve-factor that wrote it';
      place.problem('TF2004', `descriptor ${pathName([...issue.path, key])}`, 'this field is not known', remedy);
    }
    return;
  }
  const value = issue.path.reduce((node, key) => (node as Record<PropertyKey, unknown>)[key], data);
  const given = value === undefined ? 'it is missing' : `${shown(value)} can't be it`;
  place.problem('TF2004', `descriptor ${pathName(issue.path)}`.trimEnd(), given, `give ${issue.message}`);
}

function checkContent(place: Place, { application, version, environments }: BundleDescriptor): void {
  checkBundleName(place, 'descriptor application', application);
  checkVersion(place, 'descriptor version', version);
  const all = Object.entries(environments);
  if (all.length === 0) {
    place.problem(
      'TF2004',
      'descriptor environments',
      'there is none',
      'give the platform one and run npx cdk8s synth',
    );
  }
  for (const [name, { slots }] of all) {
    checkBundleName(place, 'descriptor environments', name);
    if (slots && isBundleName(name)) {
      checkSlots(place.within(name), slots);
    }
  }
}
