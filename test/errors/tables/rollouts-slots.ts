import { Size } from 'cdk8s';
import { Application, Cpu, Disruption, Quota, Rollout, Route, Scaling } from '../../../lib';
import { type BadApplication, type BadInput, platform, untyped, web, worker } from '../support';

const STEPS = 'are no steps; give rising whole percents from 1 to 100, as in [10, 50, 100] (TF1608)';
const WORKER = 'and a worker has none; use Rollout.rolling() or Rollout.recreate() (TF1606)';
const ALIKE =
  'of another service; give all services of an application with slots the same strategy: they are moved as one (TF1604)';

/** Two copies side by side: blue/green, and canaries. */
export const slots: readonly BadInput[] = [
  {
    what: 'blue/green beside a canary',
    told: `[lulu/production/two] rollout: slots stable/canary (shares 0, 10, 50) beside blue/green (live blue) ${ALIKE}`,
    define: (chart) => {
      web({ rollout: Rollout.blueGreen() }, 'one')(chart);
      web({ rollout: Rollout.canary(), scaling: Scaling.fixed(10) }, 'two')(chart);
    },
  },
  {
    what: 'blue/green that begins with two slots',
    told: `[lulu/production/two] rollout: slots blue/green (live green) beside blue/green (live blue) ${ALIKE}`,
    define: (chart) => {
      web({ rollout: Rollout.blueGreen() }, 'one')(chart);
      web({ rollout: Rollout.blueGreen({ live: 'green' }) }, 'two')(chart);
    },
  },
  {
    what: 'a slot of another color',
    told: '[lulu/production/api] rollout.live: "red" is no slot; use blue or green (TF1605)',
    define: web({ rollout: Rollout.blueGreen({ live: untyped('red') }) }),
  },
  {
    what: 'an idle slot that is kept at something else',
    told: '[lulu/production/api] rollout.standby: "hot" is no standby; use warm, full or minimum (TF1605)',
    define: web({ rollout: Rollout.blueGreen({ standby: untyped('hot') }) }),
  },
  {
    what: 'a worker with blue/green',
    told: `[lulu/production/mailer] rollout: blue/green moves traffic, ${WORKER}`,
    define: worker({ rollout: Rollout.blueGreen() }),
  },
  {
    what: 'a worker with a canary',
    told: `[lulu/production/mailer] rollout: a canary divides traffic, ${WORKER}`,
    define: worker({ rollout: Rollout.canary({ by: 'traefik' }) }),
  },
  {
    what: 'a disruption budget for a slot of one pod',
    told: '[lulu/production/api] disruption: a slot of one pod has no use for a budget: it would promise nothing; leave it out, or scale to two pods at least (TF1607)',
    define: web({
      rollout: Rollout.blueGreen(),
      scaling: Scaling.fixed(1),
      disruption: Disruption.atMost(1),
    }),
  },
  ...[[], [50, 10], [10, 10], [0, 50], [10, 101], [12.5]].map((steps) => ({
    what: `a canary by the steps ${JSON.stringify(steps)}`,
    told: `[lulu/production/api] rollout.steps: ${JSON.stringify(steps)} ${STEPS}`,
    define: web({ rollout: Rollout.canary({ steps, by: 'traefik' }), routes: [Route.traefik('api.example.com')] }),
  })),
  {
    what: 'a canary by replicas with an autoscaler',
    told: "[lulu/production/api] rollout: a canary by replicas needs a fixed number of pods, and an autoscaler changes it; use Scaling.fixed(n), or by: 'traefik' or 'gatewayApi' (TF1609)",
    define: web({ rollout: Rollout.canary(), scaling: Scaling.between(10, 20) }),
  },
  {
    what: 'a canary by replicas of too few pods for its smallest step',
    told: '[lulu/production/api] rollout.steps: 10 % of 3 pods is less than one; give 5 pods at least, or steps from 17 on (TF1610)',
    define: web({ rollout: Rollout.canary({ steps: [10, 50] }), scaling: Scaling.fixed(3) }),
  },
  {
    what: 'a canary by replicas that takes every pod',
    told: '[lulu/production/api] rollout.steps: 100 % of 10 pods leaves no stable pod to go back to; end with a smaller step: the stable pods get the release when the canary settles (TF1611)',
    define: web({ rollout: Rollout.canary({ steps: [10, 100] }), scaling: Scaling.fixed(10) }),
  },
  {
    what: 'a canary by Traefik without a route',
    told: '[lulu/production/api] rollout: a canary by traefik has no route that could divide the traffic; give one by Route.traefik (TF1612)',
    define: web({ rollout: Rollout.canary({ by: 'traefik' }) }),
  },
  {
    what: 'a canary by a Gateway whose route is Traefik’s',
    told: '[lulu/production/api] rollout: a canary by gatewayApi has no route that could divide the traffic; give one by Route.gatewayApi (TF1612)',
    define: web({ rollout: Rollout.canary({ by: 'gatewayApi' }), routes: [Route.traefik('api.example.com')] }),
  },
  {
    what: 'a canary by Traefik with a plain Ingress',
    told: [
      '[lulu/production/api] routes: api.example.com/ is a Route.to, which cannot share requests by weights; use Route.traefik or Route.gatewayApi (TF1508)',
      '[lulu/production/api] rollout: a canary by traefik has no route that could divide the traffic; give one by Route.traefik (TF1612)',
    ],
    define: web({ rollout: Rollout.canary({ by: 'traefik' }), routes: [Route.to('api.example.com')] }),
  },
  {
    what: 'a preview of the idle slot at the address of the live one',
    told: '[lulu/production/api] routes: api.example.com/ is served by service "api" already; give one of them another host or path (TF1503)',
    define: web({
      rollout: Rollout.blueGreen({ previewRoute: Route.to('api.example.com') }),
      routes: [Route.to('api.example.com')],
    }),
  },
];

const pods = { scaling: Scaling.fixed(4) };
// Enough for one slot while it rolls: 6 pods of 100m.
const forOneSlot = () => Quota.of({ requestsCpu: Cpu.millis(600), requestsMemory: Size.gibibytes(16) });
const withQuota =
  (rollout: Rollout, routes: readonly Route[] = []) =>
  () =>
    new Application('lulu', { platform, version: '1.5.0', quota: forOneSlot }, (chart) =>
      web({ ...pods, rollout, routes })(chart),
    );
const tooLittle = (need: string) =>
  ['staging', 'production'].map(
    (name) =>
      `[lulu/${name}] quota requests.cpu: 600m is less than ${need}, what the workloads ask for at full scale while a release rolls; give more, or scale less (TF1905)`,
  );

export const slotQuotas: readonly BadApplication[] = [
  {
    what: 'a quota that does not hold both slots of blue/green',
    told: tooLittle('1'),
    make: withQuota(Rollout.blueGreen()),
  },
  {
    what: 'a quota that does not hold an idle slot, which may become live',
    told: tooLittle('1'),
    make: withQuota(Rollout.blueGreen({ standby: 'minimum' })),
  },
  {
    what: 'a quota that does not hold the pods of a canary',
    told: tooLittle('800m'),
    make: withQuota(Rollout.canary({ steps: [25, 50], by: 'replicas' })),
  },
];
