import { type Alias, type Document, isMap, LineCounter, stringify, visit } from 'yaml';
import { z } from 'zod';
import { type Problem, TwelveFactorError } from '../errors';
import { type ConfigIssue, describeIssues, issueAt } from './config-issues';
import { type ForgeConfig, forgeConfig } from './forge-config';
import { checkPolicies, policiesSchema, type Policy } from './policies';
import { readYaml } from '../yaml/read-yaml';

const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

// What `git check-ref-format --branch` takes, without what it takes that nobody wants.
const BRANCH = /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)|\.(?:\/|$)|(?:^|\/)[.-]))[A-Za-z0-9][-A-Za-z0-9._/]*(?<!\/)$/;

/** Branches that the platform uses itself, and what git keeps for itself. */
const RESERVED = /^(?:HEAD$|main$|releases(?:\/|$)|twelve(?:\/|$))/;

/** A platform of a hundred environments is a tenth of this. */
const MAX_LENGTH = 32_768;

const FLOW = z.enum(['direct', 'pullRequest']).default('direct');

const environment = z
  .strictObject({
    branch: z
      .string()
      .regex(BRANCH, 'it has to be a name of a branch')
      .refine((branch) => !RESERVED.test(branch), 'it has to be a branch that the platform does not use itself')
      .optional()
      .describe('Its branch: its name without it.'),
    flow: FLOW.describe('How changes get there: by a commit on the branch, or by a pull request to it.'),
  })
  .describe('An environment.');

/** `twelve.yaml`, as people write it. */
export const platformSchema = z
  .strictObject({
    schema: z.literal(1).describe('The version of this format.'),
    environments: z
      .record(z.string().regex(NAME, 'lower-case letters, digits and hyphens'), environment)
      .refine((environments) => Object.keys(environments).length > 0, 'one environment at least')
      .describe('The environments, in the order that releases go through them.'),
    keep: z
      .int()
      .min(1)
      .default(20)
      .describe('How many releases of an application `twelve prune` keeps beside those in use.'),
    main: z
      .strictObject({
        flow: FLOW.describe('How `twelve policy` changes this file: by a commit, or by a pull request.'),
      })
      .optional()
      .describe('The branch of this file.'),
    policies: policiesSchema.optional(),
    forge: forgeConfig.optional(),
  })
  .describe('The platform: its environments, and the rules of what gets there.');

/** An environment of `twelve.yaml`. */
export interface EnvironmentConfig {
  /** Its name. */
  readonly name: string;
  /** Branch that the GitOps engine applies. */
  readonly branch: string;
  /** How changes get there: a commit on the branch, or a pull request to it. */
  readonly flow: 'direct' | 'pullRequest';
}

/** What `twelve.yaml` on `main` says. */
export interface PlatformConfig {
  /** The environments, in their order. */
  readonly environments: readonly EnvironmentConfig[];
  /** How many releases of an application `twelve prune` keeps beside those that are in use. */
  readonly keep: number;
  /** How this file is changed: by a commit on `main`, or by a pull request to it. */
  readonly mainFlow: 'direct' | 'pullRequest';
  /** What has to be so before a release gets somewhere. */
  readonly policies: readonly Policy[];
  /** Where the pull requests are. `@default` by the address of the platform repository */
  readonly forge?: ForgeConfig | undefined;
}

/** The file on `main`. */
export const PLATFORM_FILE = 'twelve.yaml';

/**
 * Reads `twelve.yaml`.
 *
 * @param file - what the text is of. `@default` that on `main`
 * @throws TwelveFactorError TF2204 with everything that is wrong, by line and column
 */
export function parsePlatform(text: string, file = PLATFORM_FILE): PlatformConfig {
  const failed = (found: Found) => failure(found, file === PLATFORM_FILE ? 'correct it on main' : 'correct it');
  if (text.length > MAX_LENGTH) {
    throw failed([{ subject: file, given: `it has ${text.length} characters, and ${MAX_LENGTH} are allowed` }]);
  }
  if (/^\s*["']?__proto__["']?\s*:/m.test(text)) {
    throw failed([{ subject: file, given: '__proto__ is no name' }]);
  }
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const read = readDocument(text, lines, at);
  if (!('document' in read)) {
    throw failed([read]);
  }
  const { document } = read;
  if (document.errors.length > 0) {
    throw failed(document.errors.slice(0, 20).map(({ pos, message }) => ({ subject: at(pos[0]), given: message })));
  }
  const alias = findAlias(document);
  if (alias) {
    throw failed([{ subject: at(alias.range?.[0] ?? 0), given: 'an alias is not allowed' }]);
  }
  const tell = (issues: readonly ConfigIssue[]) =>
    failed(issues.slice(0, 20).map(({ offset, given }) => ({ subject: at(offset), given })));
  const result = platformSchema.safeParse(document.toJS());
  if (!result.success) {
    throw tell(describeIssues(result.error.issues, document, platformSchema));
  }
  const { environments, keep, main, policies = {}, forge } = result.data;
  const list = Object.entries(environments).map(([name, { branch, flow }]) => ({ name, branch: branch ?? name, flow }));
  const mistakes = [
    ...checkBranches(list),
    ...checkPolicies(
      policies,
      list.map(({ name }) => name),
    ),
  ];
  if (mistakes.length > 0) {
    throw tell(mistakes.map(({ path, message }) => issueAt(document, path, message)));
  }
  const lineOf = (name: string) => lines.linePos(policyOffset(document, name)).line;
  return {
    environments: list,
    keep,
    mainFlow: main?.flow ?? 'direct',
    policies: Object.entries(policies).map(([name, rules]) => ({ name, line: lineOf(name), ...rules })),
    ...(forge && { forge }),
  };
}

/** Environments whose branches can't be. */
function checkBranches(list: readonly EnvironmentConfig[]): { path: string[]; message: string }[] {
  const within = (one: string, other: string) => `${one}/`.startsWith(`${other}/`);
  return list.flatMap(({ name, branch }, index) => {
    const path = ['environments', name, 'branch'];
    const isClash = list.slice(0, index).some((other) => within(branch, other.branch) || within(other.branch, branch));
    return [
      ...(isClash ? [{ path, message: `the branch ${branch} is that of two environments, or a folder of one` }] : []),
      ...(RESERVED.test(branch)
        ? [{ path, message: 'the environment needs another branch: the platform uses that itself' }]
        : []),
    ];
  });
}

function policyOffset(document: Document, name: string): number {
  const policies = document.get('policies');
  const pair = isMap(policies) ? policies.items.find(({ key }) => String(key) === name) : undefined;
  return (pair?.key as { range?: readonly number[] } | undefined)?.range?.[0] ?? 0;
}

/** A `twelve.yaml` with environments, as `twelve init-platform` writes it. */
export function formatPlatform(environments: readonly EnvironmentConfig[]): string {
  const entries = environments.map(
    ({ name, branch, flow }) => `  ${scalar(name)}:\n    branch: ${scalar(branch)}\n    flow: ${flow}\n`,
  );
  return [
    '# The platform: its environments in their order. `flow` is how changes get there: a commit on the branch (direct),\n',
    '# or a pull request to it (pullRequest).\n',
    `schema: 1\nenvironments:\n${entries.join('')}`,
    '# How many releases of an application `twelve prune` keeps beside those in use.\nkeep: 20\n',
  ].join('');
}

/** Text as YAML: `null` and `1.5` are quoted. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

/** The one document that the file is, or why it is none. */
function readDocument(
  text: string,
  lines: LineCounter,
  at: (offset: number) => string,
): { document: Document.Parsed } | Found[number] {
  try {
    const [document, second] = readYaml(text, { lines });
    return second
      ? { subject: at(second.range[0]), given: 'a second document begins' }
      : { document: document as Document.Parsed };
  } catch (error) {
    if (error instanceof RangeError) {
      return { subject: at(0), given: error.message };
    }
    throw error;
  }
}

function findAlias(document: Document): Alias | undefined {
  let found: Alias | undefined;
  visit(document, { Alias: (_, node) => ((found = node), visit.BREAK) });
  return found;
}

type Found = readonly Pick<Problem, 'subject' | 'given'>[];

function failure(found: Found, remedy: string): TwelveFactorError {
  const problems = found.map((one) => ({ code: 'TF2204' as const, place: '', ...one, remedy }));
  return new TwelveFactorError(problems as [Problem, ...Problem[]]);
}
