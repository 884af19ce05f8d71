import { parse } from 'dotenv';
import { type Place, shownPath } from '../errors';
import type { ConfigEntry } from './config-source';
import { checkEnvName, checkEnvValue } from './env-name';
import { scanEnvFile, type EnvStatement } from './env-statement';
import { readTextFile } from './text-file';

/** Reads an env file: its keys in the order of the file, each with the line that it is on. */
export function readEnvFile(place: Place, path: string): readonly ConfigEntry[] | undefined {
  const text = readTextFile(
    place,
    path,
    'TF1101',
    'create it, or correct the path, which is relative to the current folder',
  );
  return text === undefined ? undefined : parseEnvText(place, shownPath(path), text);
}

/** The keys of an env file's text. */
export function parseEnvText(place: Place, file: string, text: string): readonly ConfigEntry[] {
  const entries = new Map<string, ConfigEntry>();
  for (const found of scanEnvFile(text)) {
    const origin = `${file}:${found.line}`;
    if ('code' in found) {
      place.problem(found.code, origin, found.given, found.remedy);
      continue;
    }
    const { name } = found;
    if (!checkEnvName(place, origin, name)) continue;
    const first = entries.get(name);
    if (first) {
      place.problem('TF1107', origin, `${name} is also at ${first.origin}`, 'keep one of the two');
      continue;
    }
    const value = interpret(place, origin, found);
    if (value !== undefined && checkEnvValue(place, origin, name, value))
      entries.set(name, { key: name, value, origin });
  }
  return [...entries.values()];
}

/** One statement as dotenv reads it; a problem where that is not what is written. */
function interpret(place: Place, origin: string, statement: EnvStatement): string | undefined {
  const parsed = Object.entries(parse(statement.text));
  const [key, value] = parsed[0] ?? [];
  if (parsed.length === 1 && key === statement.name && value === (statement.literal ?? value)) return value;
  place.problem(
    'TF1106',
    origin,
    `dotenv reads ${statement.name} in another way than it is written`,
    'put the value in quotes',
  );
  return undefined;
}
