import type { Place } from '../errors';
import { isOverride, type ResolvedConfig } from './resolve';

/** What a Secret is known to add to the environment. `bindSecret` gives it. */
export interface SecretParty {
  readonly name: string;
  /** Keys that it is declared to have; `undefined` where none are declared. */
  readonly keys?: readonly string[];
  /** Whether its keys are environment variables, not files. */
  readonly isEnvironment: boolean;
  /** Keys that may replace those of config and of secrets before. */
  readonly overrides?: readonly string[] | true;
  /** Whether its file could not be read, so that nobody knows its keys. */
  readonly isUnreadable?: boolean;
}

/** Where else environment variables come from, beside config. */
export interface ContractParties {
  /** In the order in which the pod reads them. */
  readonly secrets: readonly SecretParty[];
  /** The literal `env` of the service: it wins over config and secrets. */
  readonly literals: Readonly<Record<string, unknown>>;
  /**
   * Literals that may replace keys of config and secrets.
   *
   * @default - none
   */
  readonly literalOverrides?: readonly string[] | true;
}

/** Checks that every required key comes from somewhere, and none from two places unless that is said. */
export function checkContract(place: Place, resolved: ResolvedConfig, parties: ContractParties): void {
  const origins = new Map(resolved.entries.map(({ key, origin }) => [key, origin]));
  const secrets = parties.secrets.filter((secret) => secret.isEnvironment);
  for (const secret of secrets) {
    addKeys(place, origins, secret.keys ?? [], `secret "${secret.name}"`, secret.overrides);
  }
  addKeys(place, origins, Object.keys(parties.literals), 'env', parties.literalOverrides);
  // What an unreadable file would have had is not missing: its own error says it all.
  const isKnown = resolved.isComplete && !secrets.some((secret) => secret.isUnreadable);
  if (isKnown) checkRequired(place, resolved.required, origins, secrets);
}

function addKeys(
  place: Place,
  origins: Map<string, string>,
  keys: readonly string[],
  origin: string,
  overrides: readonly string[] | true | undefined,
): void {
  for (const key of new Set(keys)) {
    const earlier = origins.get(key);
    if (earlier !== undefined && !isOverride(overrides, key)) {
      const say = origin === 'env' ? 'drop one of them' : `drop one of them, or give the secret overrides: ['${key}']`;
      place.problem('TF1108', `config ${key}`, `comes from ${earlier} and again from ${origin}`, say);
    }
    origins.set(key, origin);
  }
}

function checkRequired(
  place: Place,
  required: readonly string[],
  origins: ReadonlyMap<string, string>,
  secrets: readonly SecretParty[],
): void {
  const missing = required.filter((name) => !origins.has(name));
  if (missing.length === 0) return;
  const open = secrets.filter(({ keys }) => keys === undefined).map(({ name }) => `"${name}"`);
  const [come, them] = missing.length > 1 ? ['come', 'them'] : ['comes', 'it'];
  const declare =
    open.length > 0
      ? `or declare ${them} in keys of the secret that has ${them}: ${open.join(', ')} ${open.length > 1 ? 'declare' : 'declares'} none`
      : `or refer to a secret that declares ${them} in keys`;
  place.problem(
    'TF1112',
    'config',
    `required ${missing.join(', ')} ${come} from nowhere`,
    `add ${them} to a config source or to env, ${declare}`,
  );
}
