import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { checkNameLength, kubeObject } from '../manifest';
import type { Middleware } from './middleware';
import type { RouteTarget } from './route-target';

/** How routes name a middleware. */
export interface MiddlewareRef {
  readonly name: string;
  /** Absent for one in the service's own namespace. */
  readonly namespace?: string;
}

/** The middlewares of a service, as objects and by name. */
export interface BoundMiddlewares {
  readonly objects: readonly ApiObject[];
  /** Names of middlewares in the order they are given. */
  refs(middlewares: readonly Middleware[]): MiddlewareRef[];
}

const NONE: BoundMiddlewares = { objects: [], refs: () => [] };

/** Makes the middlewares that a service's routes use: one object for those that are given alike. */
export function bindMiddlewares(
  scope: Construct,
  place: Place,
  target: RouteTarget,
  used: readonly Middleware[],
): BoundMiddlewares {
  if (used.length === 0) {
    return NONE;
  }
  const objects: ApiObject[] = [];
  const refs = new Map<Middleware, MiddlewareRef>();
  const specs = new Map<string, string>();
  for (const middleware of new Set(used)) {
    const bound = middleware.bind(place);
    if ('existing' in bound) {
      refs.set(middleware, { name: bound.existing, namespace: bound.namespace });
      continue;
    }
    const name = `${target.instance}-${bound.name}`;
    refs.set(middleware, { name });
    const spec = JSON.stringify(bound.spec);
    const known = specs.get(name);
    if (known === undefined) {
      checkNameLength(place, 'middleware', name);
      specs.set(name, spec);
      objects.push(
        kubeObject(scope, `Middleware-${bound.name}`, 'Middleware', {
          metadata: { name, labels: target.labels },
          spec: bound.spec,
        }),
      );
    } else if (known !== spec) {
      place.problem(
        'TF1512',
        'middleware',
        `two that differ are called ${JSON.stringify(bound.name)}`,
        'give one of them a `name` of its own',
      );
    }
  }
  return { objects, refs: (middlewares) => middlewares.flatMap((middleware) => refs.get(middleware) ?? []) };
}
