import type { Place } from '../errors';
import { Config } from './config';
import { checkedProps } from '../props';
import { CONFIG, type ConfigEntry, type ConfigOptions } from './config-source';
import { checkCredentials } from './credentials';
import { checkLogConvention } from './log-convention';

/** Values of one ConfigMap together, in bytes, as Kubernetes counts them. */
const MAX_CONFIG_MAP = 1024 * 1024;

/** Config as it reaches a service. */
export interface ResolvedConfig {
  /** Sorted by key, each with where it is from. */
  readonly entries: readonly ConfigEntry[];
  /** Names that must come from somewhere, sorted. */
  readonly required: readonly string[];
  /** Keys that look like credentials and are allowed, with the reasons. */
  readonly allowed: ReadonlyMap<string, string>;
  /** Whether every source could be read. */
  readonly isComplete: boolean;
  /** Whether it is rendered as an immutable ConfigMap. */
  readonly immutable: boolean;
}

/** Reads, merges and checks config for a place. What is wrong is told and left out. */
export function resolveConfig(place: Place, configs: readonly Config[]): ResolvedConfig {
  const sources = configs.filter((config) => isConfig(place, config)).flatMap((config) => config.sources);
  const merged = new Map<string, ConfigEntry>();
  const required = new Set<string>();
  const allow = new Map<string, string>();
  let isComplete = true;
  for (const source of sources) {
    const options = checkedProps(place, 'config', source.options, CONFIG);
    const read = source.read(place);
    if (!read) isComplete = false;
    for (const entry of read ?? []) {
      checkOverride(place, merged.get(entry.key), entry, options.overrides);
      merged.set(entry.key, entry);
    }
    options.required?.forEach((name) => required.add(name));
    if (options.allow) Object.entries(options.allow).forEach(([key, reason]) => allow.set(key, reason));
  }
  if (sources.some((source) => source.logs)) checkLogConvention(place, merged);
  const entries = [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  checkSize(place, entries);
  return {
    entries,
    required: [...required].sort(),
    allowed: checkCredentials(place, 'config', entries, allow, isComplete),
    isComplete,
    immutable: configs.some((config) => config instanceof Config && config.isImmutable),
  };
}

/** JavaScript lets anything through; a plain object is an easy mistake. */
function isConfig(place: Place, config: Config | undefined): boolean {
  if (config instanceof Config) return true;
  place.problem(
    'TF1109',
    'config',
    'something given is no Config',
    'use Config.fromEnvFile, Config.fromObject or Config.logs',
  );
  return false;
}

/** Whether a source may replace a key of an earlier one. */
export function isOverride(overrides: readonly string[] | true | undefined, key: string): boolean {
  return overrides === true || (overrides?.includes(key) ?? false);
}

function checkOverride(
  place: Place,
  earlier: ConfigEntry | undefined,
  entry: ConfigEntry,
  overrides: ConfigOptions['overrides'],
): void {
  if (!earlier || isOverride(overrides, entry.key)) return;
  place.problem(
    'TF1108',
    `config ${entry.key}`,
    `comes from ${earlier.origin} and again from ${entry.origin}`,
    `drop one of them, or give the later source overrides: ['${entry.key}']`,
  );
}

function checkSize(place: Place, entries: readonly ConfigEntry[]): void {
  // A character has three bytes at most.
  if (entries.reduce((sum, { value }) => sum + value.length, 0) * 3 <= MAX_CONFIG_MAP) return;
  const bytes = entries.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0);
  if (bytes <= MAX_CONFIG_MAP) return;
  place.problem(
    'TF1111',
    'config',
    `all values together have ${bytes} bytes`,
    `keep them within ${MAX_CONFIG_MAP}, or mount large data as files`,
  );
}
