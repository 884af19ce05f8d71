import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes } from '../../lib/errors/codes';
import { renderErrors } from '../../scripts/docs/errors';
import { ROOT } from '../../scripts/docs/project';
import { renderReference } from '../../scripts/docs/reference';
import { page } from './support';

test('the page of error codes is that of the codes', () => {
  expect(page('docs/errors.md').text).toBe(renderErrors());
});

test('the page of error codes has a heading for each code, which links lead to', () => {
  const headings = [...page('docs/errors.md').text.matchAll(/^### (\S+)$/gm)].map(([, code]) => code);
  expect(headings).toEqual(Object.keys(errorCodes).sort());
});

test('every error code can be told', () => {
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true }).map(String);
  const sources = files
    .filter((file) => /^(?!errors|imports).*\.ts$/.test(file))
    .map((file) => readFileSync(join(ROOT, 'lib', file), 'utf8'));
  const told = new Set(sources.join('\n').match(/TF\d{4}/g));
  expect(Object.keys(errorCodes).filter((code) => !told.has(code))).toEqual([]);
});

test('the reference is that of the docstrings', () => {
  expect(page('docs/reference.md').text).toBe(renderReference());
});
