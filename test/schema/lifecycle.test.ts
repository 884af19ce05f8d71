import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownMinors } from '../../lib/schema';
import { lifecycleOf } from '../../lib/schema/lifecycle';
import { SCHEMAS } from '../support/schemas';

interface Life {
  readonly first: number;
  readonly last: number;
  readonly replacement?: string;
  readonly replacementSince?: number;
  readonly removed?: number;
}

const FILE = join(SCHEMAS, 'api-lifecycle.json');
const isHere = existsSync(FILE);
const lives = isHere ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Life>) : {};
const describeWithSchemas = isHere ? describe : describe.skip;

/** No objects that anybody keeps in files, and alphas of one minor that no library has. */
const NOT_KEPT =
  /\|(?:API\w+|Binding|DeleteOptions|TokenRequest|WatchEvent|ComponentStatus|DeploymentRollback|EphemeralContainers|Eviction|Scale|Status|SelfSubjectReview)$|^(?:coordination\.k8s\.io\/v1alpha1|scheduling\.k8s\.io\/v1alpha1\|Workload)/;
/** Where the minor between two clients is not known to the letter. */
const NOT_EXACT = /^resource\.k8s\.io\/v1alpha[123]|^storage\.k8s\.io\/v1alpha1\|VolumeAttributesClass/;

describeWithSchemas('the life of every version of an API', () => {
  const kept = Object.entries(lives)
    .filter(([key]) => !NOT_KEPT.test(key))
    .map(([key, life]) => [...(key.split('|') as [string, string]), life] as const);

  test('is told, of those that are gone with what to use', () => {
    for (const [apiVersion, kind, { last, removed, replacement, replacementSince = 0 }] of kept.filter(
      ([, , life]) => life.removed,
    )) {
      if (NOT_EXACT.test(`${apiVersion}|${kind}`)) continue;
      const newest = lifecycleOf(apiVersion, kind, 36);
      expect([apiVersion, kind, newest.state]).toEqual([apiVersion, kind, 'removed']);
      if (newest.state !== 'removed') continue;
      // Some were no longer served before they went from the code.
      expect([apiVersion, kind, removed! - newest.removed <= 2 && newest.removed <= removed!]).toEqual([
        apiVersion,
        kind,
        true,
      ]);
      if (replacement !== undefined && last < 36 && replacementSince <= 36) {
        expect([apiVersion, newest.replacement]).toEqual([apiVersion, `${replacement} ${kind}`]);
      }
    }
  });

  test('is right in every minor', () => {
    for (const minor of knownMinors()) {
      for (const [apiVersion, kind, { first, last }] of kept.filter(
        ([version, kind]) => !NOT_EXACT.test(`${version}|${kind}`),
      )) {
        const { state } = lifecycleOf(apiVersion, kind, minor);
        const isServed = state === 'served' || state === 'deprecated';
        expect([minor, apiVersion, kind, isServed]).toEqual([minor, apiVersion, kind, first <= minor && minor <= last]);
      }
    }
  });

  test('is deprecated once a more stable version is there', () => {
    for (const [apiVersion, kind, { last, replacement, replacementSince = 99 }] of kept) {
      if (!/v\d+(?:alpha|beta)/.test(apiVersion) || last < 36 || replacement === undefined || replacementSince > 36)
        continue;
      expect(lifecycleOf(apiVersion, kind, 36)).toEqual({ state: 'deprecated', replacement: `${replacement} ${kind}` });
    }
  });
});

test.each([
  [
    'policy/v1beta1',
    'PodDisruptionBudget',
    27,
    { state: 'removed', removed: 25, replacement: 'policy/v1 PodDisruptionBudget' },
  ],
  ['extensions/v1beta1', 'Ingress', 27, { state: 'removed', removed: 22, replacement: 'networking.k8s.io/v1 Ingress' }],
  ['policy/v1beta1', 'PodSecurityPolicy', 27, { state: 'removed', removed: 25 }],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 28, { state: 'served' }],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema',
    29,
    { state: 'deprecated', replacement: 'flowcontrol.apiserver.k8s.io/v1 FlowSchema' },
  ],
  ['v1', 'Endpoints', 32, { state: 'served' }],
  ['v1', 'Endpoints', 33, { state: 'deprecated', replacement: 'discovery.k8s.io/v1 EndpointSlice' }],
  [
    'resource.k8s.io/v1',
    'ResourceClaim',
    33,
    { state: 'future', since: 34, replacement: 'resource.k8s.io/v1beta2 ResourceClaim' },
  ],
  [
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    28,
    { state: 'future', since: 30, replacement: 'admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy' },
  ],
  ['autoscaling/v1', 'HorizontalPodAutoscaler', 36, { state: 'served' }],
  ['example.com/v1', 'Deployment', 36, { state: 'unknown' }],
  ['__proto__', 'constructor', 36, { state: 'unknown' }],
])('%s %s in Kubernetes 1.%i', (apiVersion, kind, minor, lifecycle) => {
  expect(lifecycleOf(apiVersion, kind, minor)).toEqual(lifecycle);
});
