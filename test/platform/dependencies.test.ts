import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Application, Network, Peer, Platform, WebService } from '../../lib';

// What depends on each other in a chain costs as much as what does not. Calls are counted, because time says nothing on a shared machine.

const ENVIRONMENTS = 2;
const platform = new Platform({ environments: { staging: {}, production: {} } });

/** How often anything is asked for, while a chain of charts that depend on each other is rendered. */
function callsForCharts(length: number): { validated: number; produced: number; files: number } {
  const calls = { validated: 0, produced: 0 };
  const bundle = new Application('lulu', { platform, version: '1.5.0' }, (chart) => {
    let before: Chart | undefined;
    for (let i = 0; i < length; i++) {
      const link = new Chart(chart, `link-${i}`);
      link.node.addValidation({ validate: () => (calls.validated++, []) });
      const value: unknown = Lazy.any({ produce: () => `${calls.produced++}` });
      const object = new ApiObject(link, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { value } });
      if (before) {
        link.addDependency(before);
        object.addDependency(before);
      }
      before = link;
    }
  }).render();
  const files = [...bundle.environments.values()].reduce((sum, tree) => sum + tree.files.length, 0);
  return { ...calls, files };
}

test.each([1, 10, 50])('a chain of %i charts is validated once and rendered once for each environment', (length) => {
  const { validated, produced, files } = callsForCharts(length);
  expect({ validated, produced }).toEqual({ validated: length * ENVIRONMENTS, produced: length * ENVIRONMENTS });
  expect(files - callsForCharts(0).files).toBe(length * ENVIRONMENTS);
});

test('a chain of 50 applications that call each other describes each of them once for each environment', () => {
  let described = 0;
  const chain = Array.from(
    { length: 50 },
    (_, i) =>
      new Application(`app-${i}`, { platform, version: '1.5.0' }, (chart) => {
        described++;
        const allowTo = i === 0 ? [] : [Peer.application(`app-${i - 1}`)];
        new WebService(chart, 'api', { image: `app-${i}`, port: 8080, network: Network.policy({ allowTo }) });
      }),
  );
  chain.forEach((application) => application.render());
  expect(described).toBe(50 * ENVIRONMENTS);
});
