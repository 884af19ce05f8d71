import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { onePlus, plus } from '../../bench/synthesis/plus';
import { ENVIRONMENTS } from '../../bench/synthesis/service';
import { applicationOf } from '../../bench/synthesis/this-library';
import { readTree } from '../support/trees';

// The library as it is here, where the bench takes what was built of it.
jest.mock('../../bench/synthesis/library', () => ({ library: () => jest.requireActual<object>('../../lib') }));

type Fields = Readonly<Record<string, unknown>>;

/** What cdk8s-plus writes otherwise and leaves no choice in: nearly all of it defaults of Kubernetes, written out. */
const OTHERWISE: Readonly<Record<string, Fields>> = {
  ConfigMap: { immutable: false },
  Deployment: {
    spec: {
      minReadySeconds: 0,
      progressDeadlineSeconds: 600,
      template: {
        // Computed of the path of the construct; nothing selects it here.
        metadata: { labels: { 'cdk8s.io/metadata.addr': expect.any(String) as string } },
        spec: {
          containers: [
            {
              livenessProbe: { httpGet: { scheme: 'HTTP' } },
              readinessProbe: { httpGet: { scheme: 'HTTP' } },
              securityContext: { privileged: false, runAsNonRoot: true },
            },
          ],
          dnsPolicy: 'ClusterFirst',
          hostNetwork: false,
          restartPolicy: 'Always',
          setHostnameAsFQDN: false,
        },
      },
    },
  },
  HorizontalPodAutoscaler: {
    spec: {
      behavior: {
        scaleDown: {
          policies: [{ periodSeconds: 300, type: 'Pods', value: 3 }],
          selectPolicy: 'Max',
          stabilizationWindowSeconds: 300,
        },
        scaleUp: {
          policies: [
            { periodSeconds: 60, type: 'Pods', value: 4 },
            { periodSeconds: 60, type: 'Percent', value: 200 },
          ],
          selectPolicy: 'Max',
          stabilizationWindowSeconds: 0,
        },
      },
    },
  },
  // Ports by their numbers, where this library has their name.
  Ingress: {
    spec: { rules: [{ http: { paths: [{ backend: { service: { port: { name: undefined, number: 80 } } } }] } }] },
  },
  Service: { spec: { externalIPs: [], ports: [{ targetPort: 8080 }], type: 'ClusterIP' } },
};

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { environments } = applicationOf('app-0').render();
plus(1, join(folder, 'plus'));
onePlus(1, join(folder, 'one'));

describe.each(ENVIRONMENTS)('in %s', (environment) => {
  const files = environments.get(environment)?.files ?? [];
  const expected = files.map(({ path, content }) => {
    const object = parse(content) as Fields;
    return [path, merged(object, OTHERWISE[object['kind'] as string] ?? {})];
  });

  it.each([
    ['an `App` for each', `plus/${environment}/app-0`],
    ['one `App` for all', `one/${environment}-app-0`],
  ])('cdk8s-plus writes what this library does, field by field: %s', (_, path) => {
    const written = [...readTree(join(folder, path))].map(([name, content]) => [name, parse(content) as Fields]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
    expect(written).toHaveLength(8);
  });
});

/** A value with another one put into it: field by field, and of a list place by place. */
function merged(value: unknown, other: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(other)) {
    return value.map((item: unknown, index) => (index in other ? merged(item, other[index]) : item));
  }
  if (isFields(value) && isFields(other)) {
    const fields = Object.entries(other).map(([key, part]) => [key, key in value ? merged(value[key], part) : part]);
    return { ...value, ...(Object.fromEntries(fields) as Fields) };
  }
  return other;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
