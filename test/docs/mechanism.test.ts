import { renderPage } from '../../scripts/docs/page';

/** A page of lines, in which `'''` stands for a fence. */
function pageOf(...lines: string[]): string {
  return `${lines.join('\n').replaceAll("'''", '```')}\n`;
}

const service = "new WebService(chart, 'api', { image: env.image('lulu/api'), port: 8080 });";
const broken = ['<!-- in: WebService -->', "'''ts", 'scaling: Scaling.between(5, 3),', "'''"];

test('what a program yields is written into the page', () => {
  const shown = '<!-- shows: dist/production/lulu/Service.lulu-api.yaml | spec.selector, spec.ports.*.{name,port} -->';
  expect(renderPage('page.md', pageOf("'''ts", service, "'''", shown, "'''yaml", 'old', "'''"))).toBe(
    pageOf(
      ...["'''ts", service, "'''", shown, "'''yaml", '# dist/production/lulu/Service.lulu-api.yaml, an excerpt'],
      ...['spec:', '  ports:', '  - name: http', '    port: 80'],
      ...['  selector:', '    app.kubernetes.io/instance: lulu-api', "'''"],
    ),
  );
});

test('a part that is not there is an error', () => {
  const shown = '<!-- shows: dist/production/lulu/Service.lulu-api.yaml | spec.replicas -->';
  const render = () => renderPage('page.md', pageOf("'''ts", service, "'''", shown, "'''yaml", "'''"));
  expect(render).toThrow('page.md:6: there is no spec.replicas');
});

test('errors are shown', () => {
  const page = renderPage('page.md', pageOf(...broken, '<!-- shows: errors -->', "'''text", "'''"));
  expect(page).toContain('[lulu/production/api] scaling: min 5 exceeds max 3; give min <= max (TF1204)\n');
});

test('errors that are not shown are an error', () => {
  const untold = 'a program tells what the page does not show';
  expect(() => renderPage('page.md', pageOf(...broken))).toThrow(`before the end of page.md, ${untold}`);
  expect(() => renderPage('page.md', pageOf(...broken, "'''ts", service, "'''"))).toThrow(
    `before page.md:6, ${untold}`,
  );
});

test('a program that throws is an error with its place', () => {
  const page = pageOf('# Title', '<!-- file: scripts/x.ts -->', "'''ts", "throw new RangeError('no');", "'''");
  expect(() => renderPage('page.md', page)).toThrow('page.md:4: RangeError: no');
});

test('files and programs of a page are one project', () => {
  const page = pageOf(
    ...['<!-- file: data.txt -->', "'''text", 'hello', "'''", '<!-- file: scripts/show.ts -->', "'''ts"],
    ...["import { readFileSync } from 'node:fs';", "console.log(readFileSync('data.txt', 'utf8').trim());", "'''"],
  );
  const shown = pageOf('<!-- shows: output -->', "'''text", 'hello', "'''");
  expect(renderPage('page.md', `${page}${shown.replace('hello\n', '')}`)).toBe(`${page}${shown}`);
});
