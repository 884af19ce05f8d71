import { Rollout, Disruption, Health, Metric, Metrics, Scaling, Secrets, Security, type Sidecar } from '../../../lib';
import { type BadInput, untyped, web, worker } from '../support';

const PORT = 'is no port; give a whole number from 1 to 65535 (TF1012)';
const exporter = (props: Partial<Sidecar>): Sidecar => ({
  name: 'exporter',
  image: 'a/b:1',
  health: Health.none({ because: 'x' }),
  ...props,
});
const COUNT = 'is no count of pods; give a whole number from';

export const ports: readonly BadInput[] = [
  ...[0, 70_000, 8080.5, -1, NaN].map((port) => ({
    what: `port ${port}`,
    told: `[lulu/production/api] port "http": ${port} ${PORT}`,
    define: web({ port }),
  })),
  {
    what: 'a port as text',
    told: `[lulu/production/api] port "http": "8080" ${PORT}`,
    define: web({ port: untyped('8080') }),
  },
  {
    what: 'a port that needs root',
    told: '[lulu/production/api] port "http": 80 needs root; let the process listen on 1024 or more (a Service may still offer 80), or relax `root` in Security (TF1014)',
    define: web({ port: 80 }),
  },
  {
    what: 'a Service at no port',
    told: `[lulu/production/api] servicePort: 65536 ${PORT}`,
    define: web({ servicePort: 65_536 }),
  },
  {
    what: 'a port name of 16 characters',
    told: '[lulu/production/api] port "prometheus-stats": the name is no port name; use at most 15 lower-case letters, digits and single hyphens, one letter at least (TF1013)',
    define: web({ ports: [{ name: 'prometheus-stats', port: 9090 }] }),
  },
  {
    what: 'a port name without a letter',
    told: '[lulu/production/api] port "8080": the name is no port name; use at most 15 lower-case letters, digits and single hyphens, one letter at least (TF1013)',
    define: web({ portName: '8080' }),
  },
  {
    what: 'one number for two ports',
    told: '[lulu/production/api] port "admin": 8080 is taken by port "http"; give each port a name and a number of its own (TF1015)',
    define: web({ ports: [{ name: 'admin', port: 8080 }] }),
  },
  {
    what: 'one name for two ports',
    told: '[lulu/production/api] port "http": "http" is taken by port "http"; give each port a name and a number of its own (TF1015)',
    define: web({ ports: [{ name: 'http', port: 9090 }] }),
  },
  {
    what: 'a port that a sidecar has',
    told: '[lulu/production/api] port "stats": 8080 is taken by port "http"; give each port a name and a number of its own (TF1015)',
    define: web({ sidecars: [exporter({ ports: [{ name: 'stats', port: 8080 }] })] }),
  },
];

export const metrics: readonly BadInput[] = [
  {
    what: 'metrics at an undeclared port',
    told: '[lulu/production/api] metrics.port: 9090 is not declared; use a declared port (8080), or declare it in `ports` or a sidecar (TF1402)',
    define: web({ metrics: Metrics.at('/metrics', { port: 9090 }) }),
  },
  {
    what: 'metrics of a worker without ports',
    told: '[lulu/production/mailer] metrics.port: none is not declared; use a declared port (none), or declare it in `ports` or a sidecar (TF1402)',
    define: worker({ metrics: Metrics.at('/metrics') }),
  },
  {
    what: 'metrics at no path',
    told: '[lulu/production/api] metrics.path: "metrics" is no path; begin it with / and leave out spaces (TF1401)',
    define: web({ metrics: Metrics.at('metrics') }),
  },
];

export const scaling: readonly BadInput[] = [
  ...[NaN, -1, 1.5, 1e9, Infinity].map((replicas) => ({
    what: `${replicas} pods`,
    told: `[lulu/production/api] scaling: replicas ${replicas} ${COUNT} 0 to 10000 (TF1201)`,
    define: web({ scaling: Scaling.fixed(replicas) }),
  })),
  {
    what: 'an autoscaler that begins with no pod',
    told: `[lulu/production/api] scaling: min 0 ${COUNT} 1 to 10000 (TF1201)`,
    define: web({ scaling: Scaling.between(0, 5) }),
  },
  {
    what: 'an autoscaler without a maximum',
    told: `[lulu/production/api] scaling: max undefined ${COUNT} 1 to 10000 (TF1201)`,
    define: web({ scaling: Scaling.between(1, untyped(undefined)) }),
  },
  {
    what: 'a minimum above the maximum',
    told: '[lulu/production/api] scaling: min 5 exceeds max 3; give min <= max (TF1204)',
    define: web({ scaling: Scaling.between(5, 3) }),
  },
  {
    what: 'an autoscaler at no percentage of cpu',
    told: '[lulu/production/api] scaling.cpu: 0.65 is no percentage of the request; give a whole number from 1 to 1000, as in 65 (TF1202)',
    define: web({ scaling: Scaling.between(1, 5, { cpu: 0.65 }) }),
  },
  {
    what: 'an autoscaler at no percentage of memory',
    told: '[lulu/production/mailer] scaling.memory: 0 is no percentage of the request; give a whole number from 1 to 1000, as in 65 (TF1202)',
    define: worker({ scaling: Scaling.between(1, 5, { memory: 0 }) }),
  },
  {
    what: 'a metric with a space in its name',
    told: '[lulu/production/api] scaling.metrics: "queue length" is no name of a metric; begin it with a letter, without spaces (TF1203)',
    define: web({ scaling: Scaling.between(1, 5, { metrics: [Metric.external('queue length', '30')] }) }),
  },
  {
    what: 'a metric without a target',
    told: `[lulu/production/api] scaling.metrics, requests: "many" is no target; give a quantity, as in '100' or '500m' (TF1203)`,
    define: web({ scaling: Scaling.between(1, 5, { metrics: [Metric.pods('requests', 'many')] }) }),
  },
  ...[-1, 3601, 0.5].map((stabilizationWindowSeconds) => ({
    what: `an autoscaler that waits ${stabilizationWindowSeconds} seconds before it scales down`,
    told: `[lulu/production/api] scaling.behavior.scaleDown: stabilizationWindowSeconds ${stabilizationWindowSeconds} is no time to wait; give whole seconds from 0 to 3600 (TF1209)`,
    define: web({ scaling: Scaling.between(1, 5, { behavior: { scaleDown: { stabilizationWindowSeconds } } }) }),
  })),
];

const BUDGET =
  "is no budget: a drain would wait for ever, or take every pod; give a whole number from 1, or '1%' to '99%' (TF1207)";

export const rollouts: readonly BadInput[] = [
  ...([0, '100%', '0%', 1.5] as const).map((pods) => ({
    what: `a disruption budget of ${pods}`,
    told: `[lulu/production/api] disruption: ${JSON.stringify(pods)} ${BUDGET}`,
    define: web({ disruption: Disruption.atMost(pods) }),
  })),
  {
    what: 'no disruption budget and no reason',
    told: '[lulu/production/api] disruption: no reason is given; say why in `because` (TF1208)',
    define: web({ disruption: Disruption.unbounded({ because: ' ' }) }),
  },
  {
    what: 'a surge beyond all pods',
    told: `[lulu/production/api] rollout.maxSurge: "101%" is no number of pods; give a whole number from 0 to 10000, or '0%' to '100%' (TF1601)`,
    define: web({ rollout: Rollout.rolling({ maxSurge: '101%' }) }),
  },
  {
    what: 'a surge of more pods than any service has',
    told: `[lulu/production/api] rollout.maxSurge: 1000000000000 is no number of pods; give a whole number from 0 to 10000, or '0%' to '100%' (TF1601)`,
    define: web({ rollout: Rollout.rolling({ maxSurge: 1e12 }) }),
  },
  {
    what: 'half a pod missing',
    told: `[lulu/production/mailer] rollout.maxUnavailable: 0.5 is no number of pods; give a whole number from 0 to 10000, or '0%' to '100%' (TF1601)`,
    define: worker({ rollout: Rollout.rolling({ maxUnavailable: 0.5 }) }),
  },
  {
    what: 'a rolling update that can replace no pod',
    told: '[lulu/production/api] rollout: maxSurge and maxUnavailable are both 0: no pod could ever be replaced; give one of them more than 0 (TF1602)',
    define: web({ rollout: Rollout.rolling({ maxSurge: '0%', maxUnavailable: 0 }) }),
  },
  {
    what: 'recreation of several pods under a disruption budget',
    told: '[lulu/production/mailer] rollout: recreate takes all 2 pods at once, which the disruption budget forbids; use Rollout.rolling(), one replica, or Disruption.unbounded({ because }) (TF1603)',
    define: worker({ rollout: Rollout.recreate() }),
  },
];

export const security: readonly BadInput[] = [
  {
    what: 'root without a reason',
    told: [
      `[lulu/production/api] security.user: 0 is root; give another id, or say Security.relaxed({ root: 'why' }) (TF1702)`,
      `[lulu/production/api] security.group: 0 is root; give another id, or say Security.relaxed({ root: 'why' }) (TF1702)`,
    ],
    define: web({ security: Security.restricted({ user: 0 }) }),
  },
  {
    what: 'an id that is none',
    told: '[lulu/production/api] security.group: 2147483648 is no id; give a whole number up to 2147483647 (TF1701)',
    define: web({ security: Security.restricted({ user: 1000, group: 2 ** 31 }) }),
  },
  {
    what: 'a user by name',
    told: '[lulu/production/api] security.user: nobody is no id; give a whole number up to 2147483647 (TF1701)',
    define: web({ security: Security.restricted({ user: untyped('nobody'), group: 1 }) }),
  },
  ...(
    [
      ['root', 'root'],
      ['writableRoot', 'writable-root'],
      ['privilegeEscalation', 'privilege-escalation'],
      ['unconfinedSystemCalls', 'unconfined-system-calls'],
    ] as const
  ).map(([prop, name]) => ({
    what: `relaxed ${name} with an empty reason`,
    told: `[lulu/production/api] security, relaxed ${name}: no reason is given; say why, for the reviewer who reads the annotation (TF1703)`,
    define: web({ security: Security.relaxed({ [prop]: '' }) }),
  })),
  {
    what: 'a capability with an empty reason',
    told: '[lulu/production/api] security, relaxed capability-CHOWN: no reason is given; say why, for the reviewer who reads the annotation (TF1703)',
    define: web({ security: Security.relaxed({ capabilities: { CHOWN: ' ' } }) }),
  },
  ...['net_bind_service', 'CAP_CHOWN', 'ALL', 'NET BIND'].map((name) => ({
    what: `capability ${name}`,
    told: `[lulu/production/api] security.capabilities: ${JSON.stringify(name)} is no capability; name one as in NET_BIND_SERVICE (TF1704)`,
    define: web({ security: Security.relaxed({ capabilities: { [name]: 'serves port 80' } }) }),
  })),
  ...['../data', 'data', '/data/', '/data/../etc', '/a b', ''].map((folder) => ({
    what: `a writable folder ${JSON.stringify(folder)}`,
    told: `[lulu/production/api] writable: ${JSON.stringify(folder)} is no folder; give an absolute path without .. and without a slash at the end (TF1705)`,
    define: web({ writable: [folder] }),
  })),
  {
    what: 'a writable folder that is there anyway',
    told: '[lulu/production/api] writable: "/tmp" is there already; name each folder once; /tmp is always writable (TF1705)',
    define: web({ writable: ['/tmp'] }),
  },
  {
    what: 'a writable folder that gives no name for a volume',
    told: '[lulu/production/api] writable: "/_" gives no name for a volume; use a letter or a digit in it (TF1705)',
    define: web({ writable: ['/_'] }),
  },
  {
    what: 'a writable folder whose volume has a long name',
    told: '[lulu/production/api/exporter] writable: "/data/FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF" needs a volume name of 64 characters; give shorter names: at most 63 characters together (TF1705)',
    define: web({ sidecars: [exporter({ writable: [`/data/${'F'.repeat(50)}`] })] }),
  },
  ...[
    ['/a/b', '/a-b', 'a-b'],
    ['/data', '/data_', 'data'],
    ['/Cache', '/cache', 'cache'],
  ].map(([one, other, volume]) => ({
    what: `writable folders ${one} and ${other}, which name one volume`,
    told: `[lulu/production/api] writable: "${other}" needs volume "${volume}", which "${one}" of api has already; give the folder or the sidecar another name (TF1705)`,
    define: web({ writable: [one!, other!] }),
  })),
  {
    what: "a sidecar's folder that names the volume of the process's folder",
    told: '[lulu/production/api/var] writable: "/tmp" needs volume "var-tmp", which "/var/tmp" of api has already; give the folder or the sidecar another name (TF1705)',
    define: web({ writable: ['/var/tmp'], sidecars: [exporter({ name: 'var' })] }),
  },
  {
    what: 'a writable folder that names the volume of a secret',
    told: '[lulu/production/api] writable: "/secret-0" needs volume "secret-0", which a secret has already; give the folder or the sidecar another name (TF1705)',
    define: web({ writable: ['/secret-0'], secrets: [Secrets.existing('lulu-tls').asFiles('/run/tls')] }),
  },
  ...[
    ['/tmp', '/tmp', []],
    ['/data', '/data', ['/data']],
    ['/data', '/data/cache', ['/data/cache']],
  ].map(([mountPath, folder, writable]) => ({
    what: `a secret at ${mountPath as string} and a writable folder ${folder as string}`,
    told: `[lulu/production/api] writable: "${folder as string}" meets "${mountPath as string}", where a secret is mounted; give one of them another path; /tmp is always writable (TF1705)`,
    define: web({
      writable: writable as string[],
      secrets: [Secrets.existing('lulu-tls').asFiles(mountPath as string)],
    }),
  })),
];
