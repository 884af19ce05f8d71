import { Command, type Option } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, exitCodeOf } from '../../lib/cli/exit-codes';
import { withCommon, withEnvironmentWrite, withWrite } from '../../lib/cli/options';
import { verbs } from '../../lib/cli/verbs';
import { type ErrorCode, errorCodes } from '../../lib/errors/codes';
import { ROOT } from './project';

/** Options that many verbs have, by the word that a page says for them, with the heading that tells them. */
const GROUPS: readonly (readonly [name: string, add: (command: Command) => Command, heading: string])[] = [
  ['everywhere', withCommon, 'every verb'],
  ['writing', withWrite, 'what writes'],
  ['environment', withEnvironmentWrite, 'what changes an environment'],
];

/** `twelve` as its own help sees it. */
export function twelve(): Command {
  const program = new Command('twelve');
  const silent = { cwd: '', env: {}, out: () => undefined, err: () => undefined, now: () => '' };
  verbs.forEach((verb) => verb(program, { ...silent, color: false, errColor: false }, () => undefined));
  return program;
}

/** Every verb, those of `pr` too: `release`, `pr merge`. */
export function verbNames(): string[] {
  return twelve().commands.flatMap((verb) =>
    verb.commands.length > 0 ? verb.commands.map((inner) => `${verb.name()} ${inner.name()}`) : [verb.name()],
  );
}

/**
 * Fills what a page has of the command line:
 *
 * - `<!-- verb: release -->` up to `<!-- /verb -->`: how a verb is called, what it does, and its own options,
 * - `<!-- options: everywhere -->` up to `<!-- /options -->`: options that many verbs have,
 * - `<!-- exit codes -->` up to `<!-- /exit codes -->`: what they say, and which errors end with them.
 */
export function fillCommandLine(text: string): string {
  const fill = (words: string, begin: string, name: string, body: string) => `${begin}\n${body}\n<!-- /${words} -->`;
  return text
    .replace(/^(<!-- verb: ([\w -]+?) -->\n)[\s\S]*?^<!-- \/verb -->$/gm, (_, begin: string, name: string) =>
      fill('verb', begin, name, verbText(name)),
    )
    .replace(/^(<!-- options: (\w+) -->\n)[\s\S]*?^<!-- \/options -->$/gm, (_, begin: string, name: string) =>
      fill('options', begin, name, optionsTable(groupOptions(name))),
    )
    .replace(/^(<!-- exit codes -->\n)[\s\S]*?^<!-- \/exit codes -->$/gm, (_, begin: string) =>
      fill('exit codes', begin, '', exitCodesTable()),
    );
}

function verbText(name: string): string {
  const verb = name
    .split(' ')
    .reduce<Command | undefined>((at, word) => at?.commands.find((one) => one.name() === word), twelve());
  if (!verb) {
    throw new Error(`verb: ${name}: twelve has no such verb`);
  }
  const group = [...GROUPS].reverse().find(([, add]) => optionsOf(add).every(({ long }) => has(verb, long)));
  const shared = new Set(group ? optionsOf(group[1]).map(({ long }) => long) : []);
  const own = verb.options.filter(({ long }) => !shared.has(long));
  const required = own.filter(({ mandatory }) => mandatory).map(({ flags }) => ` ${flags}`);
  const args = verb.registeredArguments.map((argument) => {
    const inner = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? ` <${inner}>` : ` [${inner}]`;
  });
  const rows = verb.registeredArguments.map((one) => `| \`${one.name()}\` | ${one.description} |\n`);
  const table = own.length + rows.length > 0 ? `\n${optionsTable(own, rows.join(''))}` : '';
  const more = group ? `\nAnd the options of [${group[2]}](#options-of-${group[2].replaceAll(' ', '-')}).\n` : '';
  return `\`twelve ${name}${args.join('')}${required.join('')}\`\n\n${verb.description()}\n${table}${more}`;
}

function optionsTable(options: readonly Option[], before = ''): string {
  const rows = options.map(({ flags, description, envVar, defaultValue, argChoices, mandatory }) => {
    const notes = [
      ...(mandatory ? ['required'] : []),
      ...(argChoices ? [argChoices.map((choice) => `\`${choice}\``).join(', ')] : []),
      ...(defaultValue === undefined ? [] : [`default: \`${String(defaultValue)}\``]),
      ...(envVar === undefined ? [] : [`or the variable \`${envVar}\``]),
    ];
    const [, text = '', inner] = /^(.*?)(?: \((.*)\))?$/.exec(sentence(description)) ?? [];
    const all = [...(inner === undefined ? [] : [inner]), ...notes].join('; ');
    return `| \`${flags.replaceAll('|', '\\|')}\` | ${text}${all === '' ? '' : ` (${all})`} |\n`;
  });
  return `| | |\n|---|---|\n${before}${rows.join('')}`;
}

/** Names of files and commands are quoted already; options are not. */
function sentence(text: string): string {
  return text.replace(/(?<![`\w-])--[a-z][a-z-]*/g, '`$&`').replaceAll('|', '\\|');
}

/** Options of a group that the group before it does not have. */
function groupOptions(name: string): readonly Option[] {
  const index = GROUPS.findIndex(([group]) => group === name);
  const [, add] = GROUPS[index] ?? [];
  if (!add) {
    throw new Error(`options: ${name}: use one of ${GROUPS.map(([group]) => group).join(', ')}`);
  }
  const former = GROUPS[index - 1];
  const inherited = new Set(former ? optionsOf(former[1]).map(({ long }) => long) : []);
  return optionsOf(add).filter(({ long }) => !inherited.has(long));
}

function optionsOf(add: (command: Command) => Command): readonly Option[] {
  return add(new Command()).options;
}

function has(verb: Command, long: string | null | undefined): boolean {
  return verb.options.some((option) => option.long === long);
}

function exitCodesTable(): string {
  const source = readFileSync(join(ROOT, 'lib/cli/exit-codes.ts'), 'utf8');
  const rows = Object.entries(EXIT).map(([name, code]) => {
    const [, meaning] = new RegExp(`/\\*\\* (.*) \\*/\\n  ${name}: ${code},`).exec(source) ?? [];
    if (meaning === undefined) {
      throw new Error(`lib/cli/exit-codes.ts does not say what ${name} is`);
    }
    const codes =
      code === EXIT.done || code === EXIT.bug ? [] : commandCodes().filter((one) => exitCodeOf(one) === code);
    return `| ${code} | ${meaning} | ${ranges(codes)} |\n`;
  });
  return `| exit code | says | errors |\n|---|---|---|\n${rows.join('')}`;
}

function commandCodes(): ErrorCode[] {
  return (Object.keys(errorCodes) as ErrorCode[]).filter((code) => code.startsWith('TF2')).sort();
}

/** Codes that follow each other are told by the first and the last of them. */
function ranges(codes: readonly ErrorCode[]): string {
  const all = commandCodes();
  const runs: ErrorCode[][] = [];
  for (const code of codes) {
    const run = runs.at(-1);
    const isNext = run && all.indexOf(code) === all.indexOf(run.at(-1) as ErrorCode) + 1;
    const isSameArea = run?.[0]?.slice(0, 4) === code.slice(0, 4);
    if (run && isNext && isSameArea) {
      run.push(code);
    } else {
      runs.push([code]);
    }
  }
  const link = (code: ErrorCode) => `[${code}](errors.md#${code.toLowerCase()})`;
  return runs
    .map((run) =>
      run.length > 2 ? `${link(run[0] as ErrorCode)} to ${link(run.at(-1) as ErrorCode)}` : run.map(link).join(', '),
    )
    .join(', ');
}
