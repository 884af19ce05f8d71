import type { Chart } from 'cdk8s';
import {
  Application,
  type ApplicationProps,
  type Environment,
  type EnvironmentProps,
  Platform,
  WebService,
  type WebServiceProps,
  Worker,
  type WorkerProps,
} from '../../lib';
import { Manifests } from '../../lib/testing';

export const image = 'registry.example.com/lulu/api:1.5.0';

/** What a test says of the surroundings. */
export interface Surroundings {
  readonly environment?: EnvironmentProps;
  readonly application?: Partial<ApplicationProps<'production'>>;
}

/** Renders an application for production. */
export function render(
  define: (chart: Chart, env: Environment<'production'>) => void,
  { environment = {}, application = {} }: Surroundings = {},
): Manifests {
  const platform = new Platform({ environments: { production: { domain: 'example.com', ...environment } } });
  return Manifests.of(new Application('lulu', { platform, version: '1.5.0', ...application }, define), 'production');
}

/** Renders a web service. */
export function renderWeb(props: Partial<WebServiceProps> = {}, surroundings?: Surroundings): Manifests {
  return render((chart) => void new WebService(chart, 'api', { image, port: 8080, ...props }), surroundings);
}

/** Renders a worker. */
export function renderWorker(props: Partial<WorkerProps> = {}, surroundings?: Surroundings): Manifests {
  return render((chart) => void new Worker(chart, 'mailer', { image, ...props }), surroundings);
}

/** What is at a path, as in `spec.template.spec.containers.0.image`; undefined where nothing is. */
export function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], object);
}
