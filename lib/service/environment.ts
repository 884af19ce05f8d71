import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  bindConfig,
  bindSecrets,
  checkContract,
  checkLiterals,
  Config,
  literalVariables,
  resolveConfig,
  type SecretBindingProps,
} from '../config';
import type { Place } from '../errors';
import type { k8s } from '../manifest';
import type { ProcessProps } from './process-props';

/** Config, secrets and literals as a container and its pod get them. */
export interface BoundEnvironment {
  readonly configMap?: ApiObject;
  /** Objects that fetch or unseal secrets. */
  readonly secretObjects: readonly ApiObject[];
  readonly env: readonly k8s.EnvVar[];
  readonly envFrom: readonly k8s.EnvFromSource[];
  readonly volumes: readonly k8s.Volume[];
  readonly volumeMounts: readonly k8s.VolumeMount[];
  readonly podAnnotations: Readonly<Record<string, string>>;
}

/** Renders the environment of a process (factor III) and checks it as a whole. */
export function bindEnvironment(
  scope: Construct,
  place: Place,
  target: SecretBindingProps,
  props: Pick<ProcessProps, 'config' | 'secrets' | 'env'>,
): BoundEnvironment {
  const configs = props.config instanceof Config ? [props.config] : (props.config ?? []);
  const literals = props.env ?? {};
  const resolved = resolveConfig(place, configs);
  const secrets = bindSecrets(scope, place, target, props.secrets ?? []);
  checkLiterals(place, literals);
  checkContract(place, resolved, { secrets, literals });
  const config = bindConfig(scope, place, target, resolved);
  return {
    configMap: config.configMap,
    secretObjects: secrets.flatMap(({ objects }) => [...objects]),
    env: literalVariables(literals),
    envFrom: [...config.envFrom, ...secrets.flatMap(({ envFrom }) => [...envFrom])],
    volumes: secrets.flatMap(({ volumes }) => [...volumes]),
    volumeMounts: secrets.flatMap(({ volumeMounts }) => [...volumeMounts]),
    podAnnotations: config.podAnnotations,
  };
}
