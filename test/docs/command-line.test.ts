import { twelve, verbNames } from '../../scripts/docs/command-line';
import { page } from './support';

const { text } = page('docs/cli.md');

test('every verb has a heading, and no other has its options', () => {
  const told = [...text.matchAll(/^<!-- verb: (.+) -->$/gm)].map(([, name]) => name);
  expect(told).toEqual(verbNames());
  expect(told.filter((name) => !text.includes(`\n## ${name}\n`))).toEqual([]);
});

test('every variable that an option is read from is told', () => {
  const options = twelve().commands.flatMap((verb) => [
    ...verb.options,
    ...verb.commands.flatMap((one) => one.options),
  ]);
  const variables = new Set(options.flatMap(({ envVar }) => envVar ?? []));
  expect([...variables].filter((name) => !text.includes(`\n| \`${name}\` |`))).toEqual([]);
});

test('every option of a verb is in its table or in one of those that verbs share', () => {
  const tables = text.match(/^\| `--.*$/gm)?.join('\n') ?? '';
  const options = twelve().commands.flatMap((verb) => [
    ...verb.options,
    ...verb.commands.flatMap((one) => one.options),
  ]);
  expect(options.flatMap(({ long }) => long ?? []).filter((long) => !tables.includes(`\`${long}`))).toEqual([]);
});
