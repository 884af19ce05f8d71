import { derived } from '../../lib/policy/derived';
import { Manifest, ManifestSet } from '../../lib/policy';

/** One Deployment after another, of two services and in two namespaces; the first of each name counts. */
const deployment = (index: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: `app-${index}`, namespace: `space-${index % 2}` },
  spec: {
    template: {
      metadata: { labels: { app: `app-${index}`, tier: index < 2 ? 'front' : 'back' } },
      spec: { containers: [{ name: 'a' }] },
    },
  },
});

// Few objects are looked through, many are found by an index.
describe.each([4, 40])('of %d objects, a set', (count) => {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const objects = [...numbers.map(deployment), deployment(1)];
  const manifests = new ManifestSet(objects.map((object) => new Manifest(object, { source: 'a' })));
  const names = (found: readonly { workload: Manifest }[]) => found.map(({ workload }) => workload.name);

  it('finds an object by its name', () => {
    expect(manifests.find('apps/Deployment', 'space-1', 'app-1')).toBe(manifests.all[1]);
    expect(manifests.find('apps/Deployment', 'space-0', 'app-1')).toBeUndefined();
    expect(manifests.find('Service', 'space-1', 'app-1')).toBeUndefined();
  });

  it('knows what is missing', () => {
    expect(manifests.lacks('Service', 'space-1', 'app-1')).toBe(true);
    expect(manifests.lacks('apps/Deployment', 'space-1', 'app-1')).toBe(false);
    expect(manifests.lacks('Service', 'elsewhere', 'app-1')).toBe(false);
  });

  it('finds pods by their labels', () => {
    const even = numbers.filter((index) => index % 2 === 0).map((index) => `app-${index}`);
    expect(names(manifests.withLabels('space-0', {}))).toEqual(even);
    expect(names(manifests.withLabels('space-0', { tier: 'back' }))).toEqual(even.slice(1));
    expect(names(manifests.withLabels('space-0', { tier: 'back', app: 'app-2' }))).toEqual(['app-2']);
    expect(names(manifests.withLabels('space-1', { app: 'app-1' }))).toEqual(['app-1', 'app-1']);
    expect(manifests.withLabels('space-1', { app: 'app-2' })).toEqual([]);
    expect(manifests.withLabels('space-1', { constructor: 'app-2' })).toEqual([]);
    expect(manifests.withLabels('elsewhere', {})).toEqual([]);
  });

  it('has worked out once what rules derive of it, and another set has its own', () => {
    let times = 0;
    const size = derived(({ all }) => {
      times++;
      return all.length;
    });
    const other = new ManifestSet([]);
    expect([size(manifests), size(manifests), times]).toEqual([count + 1, count + 1, 1]);
    expect([size(other), size(other), times]).toEqual([0, 0, 2]);
  });
});
