import {
  Application,
  Config,
  Disruption,
  Metrics,
  Platform,
  Rollout,
  Route,
  Scaling,
  WebService,
} from 'cdk8s-twelve-factor';

const platform = new Platform({
  registry: 'registry.example.com',
  owner: 'team-platform',
  ingress: { gateway: { name: 'public', namespace: 'infra' } },
  environments: {
    staging: { domain: 'staging.example.com' },
    production: { domain: 'example.com', protected: true },
  },
});

type Environments = 'staging' | 'production';

/** Two services that are switched as one: the idle slot is warm in production, and as small as can be in staging. */
export const blueGreen = new Application<Environments>('blue-green', { platform, version: '1.5.0' }, (chart, env) => {
  const rollout = (domain: string) =>
    Rollout.blueGreen({
      live: env.choose({ production: 'green', default: 'blue' }),
      standby: env.choose({ production: 'warm', default: 'minimum' }),
      previewRoute: Route.to(domain),
    });
  new WebService(chart, 'api', {
    image: env.image('blue-green/api'),
    port: 8080,
    config: Config.fromObject({ LOG_LEVEL: 'info' }),
    metrics: Metrics.at('/metrics'),
    routes: [Route.to(`api.${env.domain}`)],
    scaling: Scaling.between(3, 12),
    disruption: Disruption.atMost('25%'),
    rollout: rollout(`preview.api.${env.domain}`),
  });
  new WebService(chart, 'web', {
    image: env.image('blue-green/web'),
    port: 8080,
    routes: [Route.traefik(`web.${env.domain}`)],
    scaling: env.choose({ production: Scaling.fixed(4), default: Scaling.fixed(2) }),
    rollout: rollout(`preview.web.${env.domain}`),
  });
});

/** Shares that are numbers of pods behind one Service; an Ingress will do. */
export const canaryByReplicas = new Application<Environments>(
  'canary-replicas',
  { platform, version: '1.5.0' },
  (chart, env) => {
    new WebService(chart, 'api', {
      image: env.image('canary/api'),
      port: 8080,
      config: Config.fromObject({ LOG_LEVEL: 'info' }),
      routes: [Route.to(`replicas.${env.domain}`)],
      scaling: Scaling.fixed(10),
      rollout: Rollout.canary({ steps: [10, 25, 50], by: 'replicas' }),
    });
  },
);

/** Shares that are weights of Traefik, at a scale of its own for each slot. */
export const canaryByTraefik = new Application<Environments>(
  'canary-traefik',
  { platform, version: '1.5.0' },
  (chart, env) => {
    new WebService(chart, 'api', {
      image: env.image('canary/api'),
      port: 8080,
      config: Config.fromObject({ LOG_LEVEL: 'info' }),
      routes: [Route.traefik(`traefik.${env.domain}`), Route.traefik(`traefik.${env.domain}`, '/v2')],
      scaling: Scaling.between(4, 16),
      rollout: Rollout.canary({ steps: [5, 25, 50, 100], by: 'traefik' }),
    });
  },
);

/** Shares that are weights of a Gateway. */
export const canaryByGatewayApi = new Application<Environments>(
  'canary-gateway-api',
  { platform, version: '1.5.0' },
  (chart, env) => {
    new WebService(chart, 'api', {
      image: env.image('canary/api'),
      port: 8080,
      routes: [Route.gatewayApi(`gateway.${env.domain}`), Route.gatewayApi(`gateway.${env.domain}`, '/v2')],
      scaling: Scaling.fixed(3),
      rollout: Rollout.canary({ by: 'gatewayApi' }),
    });
  },
);
