import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCodes } from '../../lib';
import { ROOT } from '../../scripts/docs/project';
import { page, pages } from './support';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
};

/** Anchors that forges make of headings. */
function anchors(text: string): string[] {
  const headings = withoutBlocks(text).match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

test.each(pages.map(({ path, text }) => [path, text]))('links of %s lead somewhere', (path, text) => {
  const links = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const dead = links.filter((link) => {
    if (/^https:\/\//.test(link)) {
      return false;
    }
    const [file = '', anchor] = link.split('#');
    const target = file ? join(dirname(path), file) : path;
    return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchors(page(target).text).includes(anchor));
  });
  expect(dead).toEqual([]);
  expect(anchors(text).filter((anchor, index, all) => all.indexOf(anchor) !== index)).toEqual([]);
});

test.each(pages.map(({ path, text }) => [path, text]))('%s names scripts and error codes that exist', (_path, text) => {
  const scripts = [...text.matchAll(/npm (?:run (\w+)|(test))/g)].map(([, run, test]) => run ?? test!);
  expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
  const codes = text.match(/\bTF\d{4}\b/g) ?? [];
  expect(codes.filter((code) => !(code in errorCodes))).toEqual([]);
});

test('the README says how to install, with every peer, and how to test', () => {
  const { text } = page('README.md');
  const installed = /^npm install (?!-)(.*)$/m.exec(text)?.[1]?.split(' ').sort();
  expect(installed).toEqual(['cdk8s-twelve-factor', ...Object.keys(manifest.peerDependencies)].sort());
  expect(text).toMatch(/^Test: `npm test`$/m);
});

test('every page can be reached from the README', () => {
  const linked = page('README.md').text;
  expect(
    pages.filter(({ path }) => path !== 'README.md' && !linked.includes(`](${path}`)).map(({ path }) => path),
  ).toEqual([]);
});
