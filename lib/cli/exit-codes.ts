import type { ErrorCode, RuleCode } from '../errors';

/** What the exit code of `twelve` says. */
export const EXIT = {
  /** Done, or there was nothing to do. */
  done: 0,
  /** A bug. */
  bug: 1,
  /** The command, an app file, a bundle or `twelve.yaml` is wrong. */
  usage: 2,
  /** The rules of releases or of manifests forbid it. */
  refused: 3,
  /** A branch or a record is not what it should be. */
  drift: 4,
  /** git or the remote refuses. */
  denied: 5,
  /** The remote can't be reached, others were faster, or the cache is in use: the same command may work later. */
  later: 6,
} as const;

const exact: Partial<Record<ErrorCode, number>> = {
  TF2111: EXIT.usage,
  TF2113: EXIT.drift,
  TF2114: EXIT.drift,
  TF2115: EXIT.drift,
  TF2116: EXIT.drift,
  TF2202: EXIT.drift,
  TF2205: EXIT.drift,
  TF2206: EXIT.drift,
  TF2302: EXIT.denied,
  TF2303: EXIT.later,
  TF2304: EXIT.denied,
  TF2305: EXIT.later,
  TF2306: EXIT.denied,
  TF2307: EXIT.denied,
  TF2309: EXIT.denied,
  TF2311: EXIT.drift,
  TF2312: EXIT.later,
  TF2403: EXIT.drift,
  TF2404: EXIT.drift,
  TF2409: EXIT.drift,
  TF2410: EXIT.later,
  TF2421: EXIT.later,
  TF2422: EXIT.denied,
  TF2423: EXIT.denied,
  TF2424: EXIT.denied,
  TF2425: EXIT.later,
  TF2426: EXIT.denied,
  TF2428: EXIT.denied,
  TF2429: EXIT.usage,
};

/** The exit code for an error: by its number, else by its area. */
export function exitCodeOf(code: RuleCode): number {
  const isRule = /^TF2[14]/.test(code);
  return (exact as Partial<Record<RuleCode, number>>)[code] ?? (isRule ? EXIT.refused : EXIT.usage);
}
