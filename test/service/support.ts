import type { Chart } from 'cdk8s';
import {
  Application,
  type ApplicationProps,
  type Environment,
  type EnvironmentProps,
  type ObjectJson,
  Platform,
  WebService,
  type WebServiceProps,
  Worker,
  type WorkerProps,
} from '../../lib';

export const image = 'registry.example.com/lulu/api:1.5.0';

/** What a test says of the surroundings. */
export interface Surroundings {
  readonly environment?: EnvironmentProps;
  readonly application?: Partial<ApplicationProps<'production'>>;
}

/** The objects of an application in production. */
export class Objects {
  constructor(private readonly objects: readonly ObjectJson[]) {}

  /** Names of all objects, as `Kind/name`. */
  get names(): string[] {
    return this.objects
      .map((object) => `${at(object, 'kind') as string}/${at(object, 'metadata.name') as string}`)
      .sort();
  }

  /** The objects of a kind. */
  all(kind: string): ObjectJson[] {
    return this.objects.filter((object) => object['kind'] === kind);
  }

  /** The one object of a kind. */
  one(kind: string): ObjectJson {
    const found = this.all(kind);
    if (found.length !== 1) throw new Error(`there are ${found.length} of kind ${kind}: ${this.names.join(', ')}`);
    return found[0]!;
  }

  /** The pod template of the one object of a kind. */
  template(kind = 'Deployment'): unknown {
    return at(this.one(kind), kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template');
  }

  /** The pod of the one object of a kind. */
  pod(kind = 'Deployment'): unknown {
    return at(this.template(kind), 'spec');
  }

  /** The first container of that pod. */
  container(kind = 'Deployment'): unknown {
    return at(this.pod(kind), 'containers.0');
  }
}

/** Renders an application for production. */
export function render(
  define: (chart: Chart, env: Environment<'production'>) => void,
  { environment = {}, application = {} }: Surroundings = {},
): Objects {
  const platform = new Platform({ environments: { production: { domain: 'example.com', ...environment } } });
  const bundle = new Application('lulu', { platform, version: '1.5.0', ...application }, define).render();
  return new Objects(bundle.environments.get('production')!.files.map(({ object }) => object));
}

/** Renders a web service. */
export function renderWeb(props: Partial<WebServiceProps> = {}, surroundings?: Surroundings): Objects {
  return render((chart) => void new WebService(chart, 'api', { image, port: 8080, ...props }), surroundings);
}

/** Renders a worker. */
export function renderWorker(props: Partial<WorkerProps> = {}, surroundings?: Surroundings): Objects {
  return render((chart) => void new Worker(chart, 'mailer', { image, ...props }), surroundings);
}

/** What is at a path, as in `spec.template.spec.containers.0.image`; undefined where nothing is. */
export function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], object);
}
