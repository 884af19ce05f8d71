import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  bindSecrets,
  type BoundSecret,
  checkContract,
  checkLiterals,
  Config,
  literalVariables,
  resolveConfig,
  type ResolvedConfig,
  type SecretBindingProps,
} from '../config';
import type { Place } from '../errors';
import type { k8s, Spelled } from '../manifest';
import type { ProcessProps } from './process-props';

/** Config, secrets and literals, checked as a whole. Each copy of a process has a ConfigMap of its own; the rest is shared. */
export interface BoundEnvironment {
  readonly config: ResolvedConfig;
  /** Objects that fetch or unseal secrets. */
  readonly secretObjects: readonly ApiObject[];
  readonly env: readonly Spelled<k8s.EnvVar>[];
  readonly envFromSecrets: readonly Spelled<k8s.EnvFromSource>[];
  readonly volumes: readonly Spelled<k8s.Volume>[];
  readonly volumeMounts: readonly Spelled<k8s.VolumeMount>[];
}

type SecretParts = Omit<BoundEnvironment, 'config' | 'env'>;

const NO_SECRETS: SecretParts = { secretObjects: [], envFromSecrets: [], volumes: [], volumeMounts: [] };

function partsOf(secrets: readonly BoundSecret[]): SecretParts {
  if (secrets.length === 0) return NO_SECRETS;
  return {
    secretObjects: secrets.flatMap(({ objects }) => objects),
    envFromSecrets: secrets.flatMap(({ envFrom }) => envFrom),
    volumes: secrets.flatMap(({ volumes }) => volumes),
    volumeMounts: secrets.flatMap(({ volumeMounts }) => volumeMounts),
  };
}

/** Checks the environment of a process (factor III), and renders what its copies share. */
export function bindEnvironment(
  scope: Construct,
  place: Place,
  target: SecretBindingProps,
  props: Pick<ProcessProps, 'config' | 'secrets' | 'env'>,
): BoundEnvironment {
  const configs = props.config instanceof Config ? [props.config] : (props.config ?? []);
  const literals = props.env ?? {};
  const config = resolveConfig(place, configs);
  const secrets = bindSecrets(scope, place, target, props.secrets ?? []);
  checkLiterals(place, literals);
  checkContract(place, config, { secrets, literals });
  return { config, env: literalVariables(literals), ...partsOf(secrets) };
}
