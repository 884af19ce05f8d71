import { Config, Disruption, Health, Metrics, Rollout, Scaling, Security } from '../../../lib';
import { type BadInput, cron, untyped, web } from '../support';

const PORT = 'is no port; give a whole number from 1 to 65535 (TF1012)';
const row = (what: string, told: string | string[], define: BadInput['define']): BadInput => ({
  what,
  told: [told].flat().map((line) => `[lulu/production/${line}`),
  define,
});

/** What a compiler would have refused: plain JavaScript hears of it when the service is made. */
export const javascript: readonly BadInput[] = [
  row('a port that is null', `api] port "http": null ${PORT}`, web({ port: untyped(null) })),
  row('a Service port as text', `api] servicePort: "80" ${PORT}`, web({ servicePort: untyped('80') })),
  row(
    'a port name that is a number',
    'api] port 5: the name is no port name; use at most 15 lower-case letters, digits and single hyphens, one letter at least (TF1013)',
    web({ portName: untyped(5) }),
  ),
  row(
    'an image that is a number',
    'api] image: 5 is no image reference; give it as registry/name:tag or registry/name@sha256:digest, the name in lower case (TF1003)',
    web({ image: untyped(5) }),
  ),
  {
    what: 'an image of the environment without a name',
    told: `[lulu/production] env.image: undefined is no repository; give it as in env.image('lulu/api') (TF1003)`,
    define: (chart, env) => web({ image: env.image(untyped(undefined)) })(chart),
    bare: false,
  },
  {
    what: 'an image of the environment with its registry',
    told: '[lulu/production] env.image: "registry.example.com/lulu/api" begins with the registry, which is added to it; give the repository alone: "lulu/api" (TF1003)',
    define: (chart, env) => web({ image: env.image('registry.example.com/lulu/api') })(chart),
    bare: false,
  },
  row(
    'names of config in another script, and with characters that a credential may have',
    [
      'api] Config.fromObject: "GR\\u00dcSSE" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
      'api] Config.fromObject: key 3, a name of 7 characters, is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    web({ config: Config.fromObject({ A: 1, GRÜSSE: 'x', 'DB:HOST': 'x' }) }),
  ),
  row(
    'bounds of scaling as text',
    [
      'api] scaling: min "1" is no count of pods; give a whole number from 1 to 10000 (TF1201)',
      'api] scaling: max "5" is no count of pods; give a whole number from 1 to 10000 (TF1201)',
    ],
    web({ scaling: Scaling.between(untyped('1'), untyped('5')) }),
  ),
  row(
    'a cpu target as text',
    'api] scaling.cpu: 65 is no percentage of the request; give a whole number from 1 to 1000, as in 65 (TF1202)',
    web({ scaling: Scaling.between(1, 5, { cpu: untyped('65') }) }),
  ),
  row(
    'a surge as text without a percent sign',
    `api] rollout.maxSurge: "2" is no number of pods; give a whole number from 0 to 10000, or '0%' to '100%' (TF1601)`,
    web({ rollout: Rollout.rolling({ maxSurge: untyped('2') }) }),
  ),
  row(
    'a disruption budget as text without a percent sign',
    `api] disruption: "2" is no budget: a drain would wait for ever, or take every pod; give a whole number from 1, or '1%' to '99%' (TF1207)`,
    web({ disruption: Disruption.atMost(untyped('2')) }),
  ),
  row(
    'a disruption budget that is left out without a word',
    'api] disruption: no reason is given; say why in `because` (TF1208)',
    web({ disruption: Disruption.unbounded(untyped({})) }),
  ),
  row(
    'metrics at a path that is a number',
    'api] metrics.path: 9 is no path; begin it with / and leave out spaces (TF1401)',
    web({ metrics: Metrics.at(untyped(9)) }),
  ),
  row(
    'a probe at a path that is a number',
    'api] health.liveness.path: 5 is no path; begin it with / and leave out spaces (TF1301)',
    web({ health: Health.http({ liveness: untyped(5) }) }),
  ),
  row(
    'a reason that is true',
    'api] security, relaxed root: no reason is given; say why, for the reviewer who reads the annotation (TF1703)',
    web({ security: Security.relaxed({ root: untyped(true) }) }),
  ),
  row(
    'a writable folder that is a number',
    'api] writable: 5 is no folder; give an absolute path without .. and without a slash at the end (TF1705)',
    web({ writable: untyped([5]) }),
  ),
  row(
    'config that is null',
    `api] Config.fromObject: the config is no record; give one: { KEY: 'value' } (TF1109)`,
    web({ config: Config.fromObject(untyped(null)) }),
  ),
  row(
    'a config value that is an object',
    'api] Config.fromObject: A is an object; give a string, a finite number or a boolean (TF1109)',
    web({ config: Config.fromObject(untyped({ A: {} })) }),
  ),
  row(
    'retries as text',
    'report] retries: 3 is no number of retries; give a whole number from 0 to 100 (TF1803)',
    cron({ retries: untyped('3') }),
  ),
  row(
    'a time zone that is a number',
    `report] timeZone: 5 is no time zone; give a name of the tz database, as in 'Europe/Berlin' or 'Etc/UTC' (TF1802)`,
    cron({ timeZone: untyped(5) }),
  ),
];
