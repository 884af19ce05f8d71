import { examplesOf, renderPage } from '../../scripts/docs/page';
import { compileErrors } from '../../scripts/docs/type-check';
import { hasSession, pages } from './support';

test.each(pages.filter((one) => !hasSession(one)).map(({ path, text }) => [path, text]))(
  '%s shows what its programs yield',
  async (path, text) => {
    expect(await renderPage(path, text)).toBe(text);
  },
);

test('every program of the documentation compiles, and what does not is told with its line of the page', () => {
  const examples = pages.flatMap(({ path, text }) => examplesOf(path, text));
  expect(examples.length).toBeGreaterThan(100);
  const wrong = '# Title\n<!-- in: WebService -->\n```ts\nservicePort: 80,\nreplicas: 3,\n```\n';
  expect(compileErrors([...examples, ...examplesOf('wrong.md', wrong)])).toEqual([
    expect.stringMatching(/^wrong\.md:5: .*'replicas' does not exist/s),
  ]);
}, 60_000);
