import {
  Application,
  Manifest,
  ManifestSet,
  Platform,
  Rollout,
  Route,
  RuleSet,
  Scaling,
  WebService,
  type WebServiceProps,
} from '../../lib';
import type { Tree } from '../../lib/manifest';
import { image, renderWeb } from '../service/support';

const scaling = Scaling.between(5, 20);
const SLOWLY = { scaleDown: { policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] } };
const boundsOf = (props: Partial<WebServiceProps>) =>
  renderWeb({ scaling, ...props })
    .findAll('HorizontalPodAutoscaler')
    .map(({ spec }) => [spec.minReplicas, spec.maxReplicas]);

const treeOf = (props: Partial<WebServiceProps>) => {
  const platform = new Platform({ environments: { production: {} } });
  const application = new Application('lulu', { platform, version: '1.5.0' }, (chart) => {
    new WebService(chart, 'api', { image, port: 8080, scaling, ...props });
  });
  return application.render().environments.get('production') as Tree;
};

/** What the edits of each state scale each slot to. */
const editsOf = (props: Partial<WebServiceProps>) => {
  const { slots } = treeOf(props);
  const states = slots?.shares?.map(({ share, edits }) => [`${share}`, edits] as const);
  return (states ?? Object.entries(slots?.traffic ?? {})).map(([state, edits]) => {
    const scaling = edits.filter(({ path }) => path.at(-1) === 'minReplicas');
    return [state, Object.fromEntries(scaling.map(({ file, value }) => [file.split('/')[0] as string, value]))];
  });
};

test('autoscalers of blue/green have the same bounds, the least of one for an idle one, or the most', () => {
  expect(boundsOf({ rollout: Rollout.blueGreen() })).toEqual([
    [5, 20],
    [5, 20],
  ]);
  expect(boundsOf({ rollout: Rollout.blueGreen({ standby: 'minimum' }) })).toEqual([
    [5, 20],
    [1, 20],
  ]);
  expect(boundsOf({ rollout: Rollout.blueGreen({ standby: 'full' }) })).toEqual([
    [5, 20],
    [20, 20],
  ]);
});

test('bounds of blue/green change places with the traffic', () => {
  expect(editsOf({ rollout: Rollout.blueGreen() })).toEqual([
    ['blue', {}],
    ['green', {}],
  ]);
  expect(editsOf({ rollout: Rollout.blueGreen({ standby: 'full' }) })).toEqual([
    ['blue', { blue: 5, green: 20 }],
    ['green', { blue: 20, green: 5 }],
  ]);
});

test('the stable slot of a canary is at its most as long as the other one has the last share', () => {
  const routes = [Route.traefik('api.example.com')];
  expect(editsOf({ rollout: Rollout.canary({ by: 'traefik' }), routes })).toEqual([
    ['0', { canary: 1, stable: 5 }],
    ['10', { canary: 5, stable: 5 }],
    ['50', { canary: 5, stable: 5 }],
    ['100', { canary: 5, stable: 20 }],
  ]);
});

test('slots lose pods slowly where they wait for traffic at their most, unless it is said how fast', () => {
  const behaviorOf = (props: Partial<WebServiceProps>) =>
    renderWeb({ scaling, ...props })
      .findAll('HorizontalPodAutoscaler')
      .map(({ spec }) => spec.behavior);
  const full = Rollout.blueGreen({ standby: 'full' });
  expect(behaviorOf({ rollout: full })).toEqual([SLOWLY, SLOWLY]);
  const routes = [Route.traefik('api.example.com')];
  expect(behaviorOf({ rollout: Rollout.canary({ by: 'traefik' }), routes })).toEqual([undefined, SLOWLY]);
  expect(behaviorOf({ rollout: Rollout.blueGreen() })).toEqual([undefined, undefined]);

  const scaleDown = { policies: [{ type: 'Pods', value: 1, periodSeconds: 600 }] };
  const given = Scaling.between(5, 20, { behavior: { scaleDown } });
  expect(behaviorOf({ rollout: full, scaling: given })).toEqual([{ scaleDown }, { scaleDown }]);
  const [scaleUp, window] = [{ stabilizationWindowSeconds: 60 }, { stabilizationWindowSeconds: 600 }];
  const others = Scaling.between(5, 20, { behavior: { scaleUp, scaleDown: window } });
  const [behavior] = behaviorOf({ rollout: full, scaling: others });
  expect(behavior).toEqual({ scaleUp, scaleDown: { ...SLOWLY.scaleDown, ...window } });
});

test('a full standby of a fixed scale is a warm one', () => {
  const fixed = { scaling: Scaling.fixed(5), rollout: Rollout.blueGreen({ standby: 'full' }) };
  expect(
    renderWeb(fixed)
      .findAll('Deployment')
      .map(({ spec }) => spec.replicas),
  ).toEqual([5, 5]);
  expect(renderWeb(fixed).findAll('HorizontalPodAutoscaler')).toEqual([]);
});

test('a slot that waits at its most is no autoscaler that somebody got wrong', () => {
  const told = ({ files }: Tree) => {
    const manifests = files.map(({ path, object }) => new Manifest(object, { source: path }));
    const findings = new RuleSet().check(new ManifestSet(manifests));
    return findings.filter(({ code }) => code === 'TF3214').map(({ manifest }) => manifest.name);
  };
  expect(told(treeOf({ rollout: Rollout.blueGreen({ standby: 'full' }) }))).toEqual([]);
  expect(told(treeOf({ scaling: Scaling.between(5, 5) }))).toEqual(['lulu-api']);
});
