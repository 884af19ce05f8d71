import { renderPage } from '../../scripts/docs/page';
import { commandsIn } from '../../scripts/docs/terminal';

/** A page of lines, in which `'''` stands for a fence. */
function pageOf(...lines: string[]): string {
  return `${lines.join('\n').replaceAll("'''", '```')}\n`;
}

const service = "new WebService(chart, 'api', { image: env.image('lulu/api'), port: 8080 });";
const broken = ['<!-- in: WebService -->', "'''ts", 'scaling: Scaling.between(5, 3),', "'''"];

test('what a program yields is written into the page', async () => {
  const shown = '<!-- shows: dist/production/lulu/Service.lulu-api.yaml | spec.selector, spec.ports.*.{name,port} -->';
  expect(await renderPage('page.md', pageOf("'''ts", service, "'''", shown, "'''yaml", 'old', "'''"))).toBe(
    pageOf(
      ...["'''ts", service, "'''", shown, "'''yaml", '# dist/production/lulu/Service.lulu-api.yaml, an excerpt'],
      ...['spec:', '  ports:', '  - name: http', '    port: 80'],
      ...['  selector:', '    app.kubernetes.io/instance: lulu-api', "'''"],
    ),
  );
});

test('a part that is not there is an error', async () => {
  const shown = '<!-- shows: dist/production/lulu/Service.lulu-api.yaml | spec.replicas -->';
  const page = renderPage('page.md', pageOf("'''ts", service, "'''", shown, "'''yaml", "'''"));
  await expect(page).rejects.toThrow('page.md:6: there is no spec.replicas');
});

test('errors are shown', async () => {
  const page = await renderPage('page.md', pageOf(...broken, '<!-- shows: errors -->', "'''text", "'''"));
  expect(page).toContain('[lulu/production/api] scaling: min 5 exceeds max 3; give min <= max (TF1204)\n');
});

test('errors that are not shown are an error', async () => {
  const untold = 'a program tells what the page does not show';
  await expect(renderPage('page.md', pageOf(...broken))).rejects.toThrow(`before the end of page.md, ${untold}`);
  await expect(renderPage('page.md', pageOf(...broken, "'''ts", service, "'''"))).rejects.toThrow(
    `before page.md:6, ${untold}`,
  );
});

test('a program that throws is an error with its place', async () => {
  const page = pageOf('# Title', '<!-- file: scripts/x.ts -->', "'''ts", "throw new RangeError('no');", "'''");
  await expect(renderPage('page.md', page)).rejects.toThrow('page.md:4: RangeError: no');
});

test('files and programs of a page are one project', async () => {
  const page = pageOf(
    ...['<!-- file: data.txt -->', "'''text", 'hello', "'''", '<!-- file: scripts/show.ts -->', "'''ts"],
    ...["import { readFileSync } from 'node:fs';", "console.log(readFileSync('data.txt', 'utf8').trim());", "'''"],
  );
  const shown = pageOf('<!-- shows: output -->', "'''text", 'hello', "'''");
  expect(await renderPage('page.md', `${page}${shown.replace('hello\n', '')}`)).toBe(`${page}${shown}`);
});

describe('a session', () => {
  const begin = ['<!-- session: one', '$ export TWELVE_REPO=~/platform.git', '-->'];

  test('shows what commands answer, and goes on in the next block', async () => {
    const given = ["'''console", '$ twelve init-platform --env staging', 'old', "'''"];
    const next = ['<!-- session: one -->', "'''console", '$ git -C ~/platform.git log --format=%aI:%an staging', "'''"];
    expect(await renderPage('page.md', pageOf(...begin, ...given, ...next))).toBe(
      pageOf(
        ...[...begin, "'''console", '$ twelve init-platform --env staging'],
        ...[
          'platform repository with staging (direct): made /home/ada/platform.git with main, staging',
          "'''",
          '<!-- session: one -->',
          "'''console",
        ],
        ...[next[2] as string, '2026-01-05T09:40:00+00:00:Ada Lovelace', "'''"],
      ),
    );
  });

  test('shows the exit code of what fails', async () => {
    const page = await renderPage('page.md', pageOf('<!-- session: one -->', "'''console", '$ twelve status', "'''"));
    expect(page).toContain('or set TWELVE_REPO (TF2501)\n(exit code 2)\n```');
  });

  test('leaves out how home and project are called on this machine', async () => {
    const page = pageOf('<!-- session: one -->', "'''console", '$ pwd; echo ~', "'''");
    expect(await renderPage('page.md', page)).toContain('\n/home/ada/services\n/home/ada\n');
  });

  test('of which a part is not shown has to do well there', async () => {
    const page = pageOf('<!-- session: one', '$ false', '-->', "'''console", '$ true', "'''");
    await expect(renderPage('page.md', page)).rejects.toThrow(
      'page.md:5: what is not shown of the session fails: false',
    );
  });

  test('is named wherever there is a console', async () => {
    const page = renderPage('page.md', pageOf('# Title', "'''console", '$ true', "'''"));
    await expect(page).rejects.toThrow('page.md:3: which session is it?');
  });

  test('has commands of more lines than one', () => {
    expect(commandsIn('$ a \\\n  --b\nanswer\n$ c\n')).toEqual(['a \\\n  --b', 'c']);
  });
});
