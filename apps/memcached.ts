import { Size } from 'cdk8s';
import {
  Application,
  Cpu,
  Health,
  Metrics,
  Probe,
  Resources,
  Scaling,
  Security,
  WebService,
} from 'cdk8s-twelve-factor';
import { platform } from './platform';

// An image that nobody here owns, run as its own user, with an exporter beside it that makes metrics of its statistics.
new Application(
  'memcached',
  { platform, version: process.env['VERSION'] ?? '1.6.29', owner: 'team-data' },
  (chart, env) => {
    new WebService(chart, 'cache', {
      image: 'docker.io/library/memcached:1.6.29-alpine',
      args: ['--memory-limit=192', '--conn-limit=2048'],
      port: 11211,
      portName: 'memcached',
      servicePort: 11211,
      security: Security.restricted({ user: 11211 }),
      health: Health.of({
        liveness: Probe.tcp(),
        readiness: Probe.exec(['/bin/sh', '-c', 'echo version | nc -w 1 127.0.0.1 11211 | grep -q VERSION']),
      }),
      resources: Resources.of({
        cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
        memory: { request: Size.mebibytes(256) },
      }),
      metrics: Metrics.at('/metrics', { port: 9150 }),
      sidecars: [
        {
          name: 'exporter',
          image: 'docker.io/prom/memcached-exporter:v0.14.4',
          args: ['--memcached.address=127.0.0.1:11211'],
          ports: [{ name: 'metrics', port: 9150 }],
          health: Health.of({ liveness: Probe.tcp({ port: 9150 }), readiness: Probe.http('/metrics', { port: 9150 }) }),
          resources: Resources.of({
            cpu: { request: Cpu.millis(20), limit: Cpu.millis(100) },
            memory: { request: Size.mebibytes(32) },
          }),
        },
      ],
      scaling: env.choose({ production: Scaling.fixed(3), default: Scaling.fixed(1) }),
    });
  },
).synth();
