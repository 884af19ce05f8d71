import { ApiObject, App, Chart } from 'cdk8s';
import {
  Analysis,
  AnalysisMetric,
  Config,
  Metrics,
  Middleware,
  Provider,
  Rollout,
  Route,
  Scaling,
  Secrets,
  Tls,
  WebService,
  type WebServiceProps,
} from '../../lib';

/** Objects that somebody who holds the service can reach by its fields. */
function reachable(value: unknown, depth = 0): ApiObject[] {
  if (ApiObject.isApiObject(value)) return [value];
  if (depth > 4 || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((field) => reachable(field, depth + 1));
}

const metric = AnalysisMetric.prometheus('errors', { query: 'up', address: 'http://prometheus:9090', max: 1 });

test.each<[string, Partial<WebServiceProps>]>([
  ['one copy', { rollout: Rollout.rolling(), routes: [Route.to('a.example.com')] }],
  ['blue/green', { rollout: Rollout.blueGreen({ previewRoute: Route.to('preview.example.com') }) }],
  [
    'a canary',
    {
      rollout: Rollout.canary({ by: 'traefik' }),
      routes: [
        Route.traefik('a.example.com', '/', {
          tls: Tls.issuedBy('issuer'),
          middlewares: [Middleware.stripPrefix('/a')],
        }),
      ],
    },
  ],
  [
    'progressive delivery',
    {
      rollout: Rollout.progressive({
        provider: Provider.kubernetes(),
        analysis: Analysis.of({ metrics: [metric] }),
      }),
    },
  ],
])('every object that a web service with %s makes is in one of its fields', (_, props) => {
  const chart = new Chart(new App(), 'lulu', { namespace: 'lulu' });
  const service = new WebService(chart, 'api', {
    image: 'registry.example.com/lulu/api:1.5.0',
    port: 8080,
    config: Config.fromObject({ A: '1' }),
    secrets: [Secrets.external({ store: 'vault', path: 'lulu' })],
    metrics: Metrics.at('/metrics'),
    scaling: Scaling.between(3, 9),
    ...props,
  });
  // Not the fields that lead back to the tree.
  const fields = Object.entries(service).filter(([name]) => !['node', 'context', 'props', 'place'].includes(name));
  const found = new Set([...fields.flatMap(([, field]) => reachable(field)), ...reachable(service.configMap)]);
  const made = service.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  expect(made.filter((object) => !found.has(object)).map((object) => object.node.path)).toEqual([]);
});
