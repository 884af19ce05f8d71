import type { Place } from '../errors';
import { type Kind, record, type Shape } from '../props';
import { checkEnvName, checkEnvValue } from './env-name';

/** What is said of a source of config besides its keys. */
export interface ConfigOptions {
  /**
   * Names that the service cannot do without. They may come from any source, from a secret that declares its keys, or
   * from the literal `env`; synthesis fails where one comes from nowhere.
   *
   * @default - none
   */
  readonly required?: readonly string[];

  /**
   * Keys of this source that may replace those of an earlier source; `true` for all of them.
   *
   * @default - none: a key from two sources is an error
   */
  readonly overrides?: readonly string[] | true;

  /**
   * Keys that look like credentials and are none, each with the reason. The reasons become an annotation of the
   * ConfigMap.
   *
   * @default - none: what looks like a credential is an error
   */
  readonly allow?: Readonly<Record<string, string>>;
}

const list = { is: Array.isArray, example: "['DATABASE_HOST']" };
export const OVERRIDES: Kind = { is: (value) => value === true || Array.isArray(value), example: "['LOG_LEVEL']" };
export const CONFIG: Shape<ConfigOptions> = {
  required: list,
  overrides: OVERRIDES,
  allow: record("{ TOKEN_URL: 'a public address' }"),
};

/** One key of the config. */
export interface ConfigEntry {
  readonly key: string;
  readonly value: string;
  /** Where it is from: `config/lulu/staging.env:3`. */
  readonly origin: string;
}

/** Something that gives config, read when it is bound to a place. */
export interface ConfigSource {
  readonly options: ConfigOptions;
  /** Whether it states the log convention, which then holds for what replaces its values. */
  readonly logs?: boolean;
  /** The keys of this source, without what is wrong, which is told; `undefined` where it cannot be read at all. */
  read(place: Place): readonly ConfigEntry[] | undefined;
}

/** Values as code has them. */
export type ConfigValue = string | number | boolean;

const ORIGIN = 'Config.fromObject';

/** A source that is an object in the app file. The object is copied now, so that later changes to it change nothing. */
export function objectSource(record: Readonly<Record<string, ConfigValue>>, options: ConfigOptions): ConfigSource {
  const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
  const given: [string, unknown][] | undefined = isRecord ? Object.entries(record) : undefined;
  return { options, read: (place) => (given ? readObject(place, given) : notARecord(place)) };
}

function readObject(place: Place, given: readonly [string, unknown][]): readonly ConfigEntry[] {
  return given.flatMap(([key, raw], index) => {
    if (!checkEnvName(place, ORIGIN, key, index)) return [];
    const value = asText(raw);
    if (value === undefined) {
      place.problem('TF1109', ORIGIN, `${key} is ${kindOf(raw)}`, 'give a string, a finite number or a boolean');
      return [];
    }
    return checkEnvValue(place, ORIGIN, key, value) ? [{ key, value, origin: ORIGIN }] : [];
  });
}

function notARecord(place: Place): undefined {
  place.problem('TF1109', ORIGIN, 'the config is no record', "give one: { KEY: 'value' }");
  return undefined;
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  return undefined;
}

/** What a value is, without telling it: objects may hold anything. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
