import {
  Config,
  Health,
  Metrics,
  Middleware,
  Network,
  Resources,
  Rollout,
  Route,
  Scaling,
  Secrets,
  Security,
} from '../../../lib';
import { type BadInput, untyped, web } from '../support';

const no = (name: string, meant: string) => `${name}: there is no such prop; did you mean ${meant}? (TF1020)`;
const row = (what: string, told: string | string[], props: object): BadInput => ({
  what,
  told: [told].flat().map((line) => `[lulu/production/api] ${line}`),
  define: web(untyped(props)),
});

/** Props that nobody knows: a compiler refuses them, JavaScript would ignore them. */
export const misspelt: readonly BadInput[] = [
  row('misspelt props of a service', [no('confg', 'config'), no('scalling', 'scaling')], {
    confg: Config.fromObject({}),
    scalling: Scaling.fixed(1),
  }),
  row(
    'a prop that is like no other',
    'team: there is no such prop; leave it out, or use one of image, command, args, config, secrets, env, resources, security, writable, shutdown, network, sidecars, ... (TF1020)',
    { team: 'lulu' },
  ),
  row(
    'a prop that every object has by inheritance',
    'constructor: there is no such prop; leave it out, or use one of image, command, args, config, secrets, env, resources, security, writable, shutdown, network, sidecars, ... (TF1020)',
    { constructor: 1 },
  ),
  row(
    'a misspelt target of scaling',
    'scaling.cup: there is no such prop; leave it out, or use one of cpu, memory, metrics, behavior (TF1020)',
    {
      scaling: Scaling.between(2, 5, untyped({ cup: 60 })),
    },
  ),
  row('a misspelt resource', no('resources.memry', 'memory'), { resources: Resources.of(untyped({ memry: {} })) }),
  row('a misspelt peer', no('network.allowForm', 'allowFrom'), {
    network: Network.policy(untyped({ allowForm: [] })),
  }),
  row('a misspelt port of metrics', no('metrics.prot', 'port'), {
    metrics: Metrics.at('/metrics', untyped({ prot: 9000 })),
  }),
  row('a misspelt path of health', no('health.livenes', 'liveness'), {
    health: Health.http(untyped({ livenes: '/alive' })),
  }),
  row(
    'a relaxation of what stays restricted',
    'security.root: there is no such prop; leave it out, or use one of user, group (TF1020)',
    {
      security: Security.restricted(untyped({ root: 'why not' })),
    },
  ),
  row('a misspelt surge', no('rollout.maxSurg', 'maxSurge'), { rollout: Rollout.rolling(untyped({ maxSurg: 2 })) }),
  row('a misspelt option of a route', no('routes.exat', 'exact'), {
    routes: [Route.to('api.example.com', '/', untyped({ exat: true }))],
  }),
  row('a misspelt option of a middleware', no('middleware "rate-limit".avrage', 'average'), {
    routes: [
      Route.to('api.example.com', '/', { middlewares: [Middleware.rateLimit(untyped({ average: 1, avrage: 2 }))] }),
    ],
  }),
  row('a misspelt option of config', no('config.requird', 'required'), {
    config: Config.fromObject({}, untyped({ requird: ['DATABASE_HOST'] })),
  }),
  row('a misspelt option of a Secret', no('secrets lulu-secret.kyes', 'keys'), {
    secrets: [Secrets.existing('lulu-secret', untyped({ kyes: ['TOKEN'] }))],
  }),
  row(
    'options that are no object',
    'resources: a string is no object; give one, as in { cpu: { request: Cpu.millis(500) } } (TF1017)',
    {
      resources: Resources.of(untyped('small')),
    },
  ),
];
