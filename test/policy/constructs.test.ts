import { App, Chart, type ApiObject } from 'cdk8s';
import {
  Health,
  Manifest,
  ManifestSet,
  Resources,
  RuleSet,
  Security,
  WebService,
  type WebServiceProps,
} from '../../lib';

const IMAGE = `registry.example.com/lulu/api@sha256:${'0123456789abcdef'.repeat(4)}`;

/** What the rules tell of a service, above a note. */
function told(props: Partial<WebServiceProps>): string[] {
  const chart = new Chart(new App(), 'lulu', { namespace: 'lulu' });
  new WebService(chart, 'api', { image: IMAGE, port: 8080, ...props });
  const objects = chart.toJson() as ApiObject[];
  const manifests = new ManifestSet(objects.map((object) => new Manifest(object, { source: 'lulu/api' })));
  const findings = new RuleSet().check(manifests).filter(({ severity }) => severity !== 'note');
  return findings.map(({ code, given }) => `${code} ${given}`);
}

describe('what a prop asks for is nothing that a rule minds', () => {
  test.each<[string, Partial<WebServiceProps>]>([
    ['health by gRPC, without names', { health: Health.grpc() }],
    ['health by TCP, which has readiness alone', { health: Health.tcp() }],
    ['no probes, with a reason', { health: Health.none({ because: 'answers nothing' }) }],
    ['no CPU limit', { resources: Resources.withoutCpuLimit() }],
    ['a tag that is pulled at every start', { image: 'registry.example.com/lulu/api:1.5.0' }],
    [
      'everything relaxed, with reasons',
      {
        security: Security.relaxed({
          root: 'binds port 80',
          writableRoot: 'writes beside its program',
          privilegeEscalation: 'runs ping',
          unconfinedSystemCalls: 'profiles',
          capabilities: { SYS_ADMIN: 'mounts' },
        }),
      },
    ],
    [
      'root, and a sidecar that takes it from its pod',
      {
        security: Security.relaxed({ root: 'binds port 80' }),
        sidecars: [{ name: 'sync', image: IMAGE, health: Health.none({ because: 'is gone and back' }) }],
      },
    ],
  ])('%s', (_, props) => {
    expect(told(props)).toEqual([]);
  });
});
