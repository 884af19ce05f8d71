import { type Alias, type Document, isScalar, LineCounter, type Node, parseDocument, stringify, visit } from 'yaml';
import { z } from 'zod';
import { type Problem, TwelveFactorError } from '../errors';
import { type ForgeConfig, forgeConfig } from './forge-config';

const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

// What `git check-ref-format --branch` takes, without what it takes that nobody wants.
const BRANCH = /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)|\.(?:\/|$)|(?:^|\/)[.-]))[A-Za-z0-9][-A-Za-z0-9._/]*(?<!\/)$/;

/** Branches that the platform uses itself, and what git keeps for itself. */
const RESERVED = /^(?:HEAD$|main$|releases(?:\/|$)|twelve(?:\/|$))/;

/** A platform of a hundred environments is a tenth of this. */
const MAX_LENGTH = 32_768;

const environment = z.strictObject({
  branch: z
    .string()
    .regex(BRANCH, 'a name of a branch')
    .refine((branch) => !RESERVED.test(branch), 'a branch that the platform does not use itself')
    .optional(),
  flow: z.enum(['direct', 'pullRequest']).default('direct'),
});

const platform = z.strictObject({
  schema: z.literal(1),
  environments: z
    .record(z.string().regex(NAME, 'lower-case letters, digits and hyphens'), environment)
    .refine((environments) => Object.keys(environments).length > 0, 'one environment at least'),
  keep: z.int().min(1).default(20),
  forge: forgeConfig.optional(),
});

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
  /** Where the pull requests are. `@default` by the address of the platform repository */
  readonly forge?: ForgeConfig | undefined;
}

/** The file on `main`. */
export const PLATFORM_FILE = 'twelve.yaml';

/**
 * Reads `twelve.yaml`.
 *
 * @throws TwelveFactorError TF2204 with everything that is wrong, by line and column
 */
export function parsePlatform(text: string): PlatformConfig {
  if (text.length > MAX_LENGTH) {
    throw failed([
      { subject: PLATFORM_FILE, given: `it has ${text.length} characters, and ${MAX_LENGTH} are allowed` },
    ]);
  }
  if (/^\s*["']?__proto__["']?\s*:/m.test(text)) {
    throw failed([{ subject: PLATFORM_FILE, given: '__proto__ is no name' }]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${PLATFORM_FILE}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw failed(
      document.errors
        .slice(0, 20)
        .map(({ pos, message }) => ({ subject: at(pos[0]), given: message.split('\n')[0] as string })),
    );
  }
  const alias = findAlias(document);
  if (alias) {
    throw failed([{ subject: at(alias.range?.[0] ?? 0), given: 'an alias is not allowed' }]);
  }
  const result = platform.safeParse(document.toJS());
  if (!result.success) {
    throw failed(
      result.error.issues.slice(0, 20).map((issue) => {
        const node = document.getIn(issue.path, true) as Node | undefined;
        const parent = document.getIn(issue.path.slice(0, -1), true) as Node | undefined;
        const found = isScalar(node) ? ` (it is ${JSON.stringify(node.value).slice(0, 60)})` : '';
        const offset = node?.range?.[0] ?? parent?.range?.[0] ?? 0;
        return { subject: at(offset), given: `${issue.path.join('.') || 'the file'}: ${issue.message}${found}` };
      }),
    );
  }
  const { environments, keep, forge } = result.data;
  const list = Object.entries(environments).map(([name, { branch, flow }]) => ({ name, branch: branch ?? name, flow }));
  const clash = list.find(
    ({ branch }, index) =>
      list.some((other, at) => at < index && `${branch}/`.startsWith(`${other.branch}/`)) ||
      list.some((other, at) => at < index && `${other.branch}/`.startsWith(`${branch}/`)),
  );
  if (clash) {
    throw failed([
      { subject: PLATFORM_FILE, given: `the branch ${clash.branch} is that of two environments, or a folder of one` },
    ]);
  }
  const reserved = list.find(({ branch }) => RESERVED.test(branch));
  if (reserved) {
    throw failed([
      {
        subject: PLATFORM_FILE,
        given: `the environment ${reserved.name} needs another branch: the platform uses that itself`,
      },
    ]);
  }
  return { environments: list, keep, ...(forge && { forge }) };
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

function findAlias(document: Document): Alias | undefined {
  let found: Alias | undefined;
  visit(document, { Alias: (_, node) => ((found = node), visit.BREAK) });
  return found;
}

function failed(found: readonly Pick<Problem, 'subject' | 'given'>[]): TwelveFactorError {
  const problems = found.map((one) => ({ code: 'TF2204' as const, place: '', ...one, remedy: 'correct it on main' }));
  return new TwelveFactorError(problems as [Problem, ...Problem[]]);
}
