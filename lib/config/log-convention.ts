import type { Place } from '../errors';
import { any, checkedProps, type Shape } from '../props';
import { type ConfigEntry, type ConfigSource } from './config-source';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
const LOG_FORMATS = ['json', 'logfmt', 'text'] as const;

/** The least severe messages that a service writes. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How a service writes its messages: an object per line, `key=value` pairs, or for people. */
export type LogFormat = (typeof LOG_FORMATS)[number];

/** Logs as an event stream to standard output (factor XI): what the service is told about them. */
export interface LogOptions {
  /**
   * `LOG_LEVEL`: the least severe messages to write.
   *
   * @default 'info'
   */
  readonly level?: LogLevel;

  /**
   * `LOG_FORMAT`: how to write them.
   *
   * @default 'json'
   */
  readonly format?: LogFormat;

  /**
   * Which of the two replace those of an earlier source.
   *
   * @default - none: a key from two sources is an error
   */
  readonly overrides?: readonly string[] | true;
}

const ORIGIN = 'Config.logs';

const LOGS: Shape<LogOptions> = { level: { ...any, example: "'info'" }, format: any, overrides: any };

/** `LOG_LEVEL` and `LOG_FORMAT`. */
export function logSource(options: LogOptions): ConfigSource {
  return {
    options: { overrides: options?.overrides },
    logs: true,
    read: (place) => {
      const { level = 'info', format = 'json' } = checkedProps(place, ORIGIN, options, LOGS);
      checkWord(place, 'level', level, LOG_LEVELS);
      checkWord(place, 'format', format, LOG_FORMATS);
      return [
        { key: 'LOG_LEVEL', value: String(level), origin: ORIGIN },
        { key: 'LOG_FORMAT', value: String(format), origin: ORIGIN },
      ];
    },
  };
}

/**
 * Checks what replaced the values of `Config.logs`. Only where a service keeps the convention: what other images
 * understand as LOG_LEVEL (`WARNING`, `info,sqlx=debug`) or LOG_FORMAT (a pattern) is theirs to say.
 */
export function checkLogConvention(place: Place, entries: ReadonlyMap<string, ConfigEntry>): void {
  checkReplacement(place, entries.get('LOG_LEVEL'), LOG_LEVELS);
  checkReplacement(place, entries.get('LOG_FORMAT'), LOG_FORMATS);
}

function checkReplacement(place: Place, entry: ConfigEntry | undefined, words: readonly string[]): void {
  if (!entry || entry.origin === ORIGIN || words.includes(entry.value.toLowerCase())) return;
  place.problem(
    'TF1115',
    `config ${entry.key}`,
    `the value at ${entry.origin} is none of Config.logs`,
    `use one of ${words.join(', ')}`,
  );
}

function checkWord(place: Place, name: string, given: unknown, words: readonly string[]): void {
  if (words.includes(given as string)) return;
  place.problem('TF1115', `${ORIGIN} ${name}`, `${JSON.stringify(given)} is unknown`, `use one of ${words.join(', ')}`);
}
