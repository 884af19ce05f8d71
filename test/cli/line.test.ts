import { createColors } from 'picocolors';
import { line } from '../../lib/cli/line';

const pc = createColors(true);

test('the colours of a line are its own: what is put into it has none, and breaks no line', () => {
  const foreign = '\u001b[31mred\r\nnext';
  expect(line`${[pc.bold, 'lulu']} ${foreign} ${12}\n`).toBe(`${pc.bold('lulu')} \\u{1b}[31mred⏎next 12\n`);
  expect(line`${[pc.bold, foreign]}`).toBe(pc.bold('\\u{1b}[31mred⏎next'));
});

test('a part that is a line itself is not changed again', () => {
  expect(line`a ${line`b ${'\u0007\\u{7}'}`}`).toBe('a b \\u{7}\\u{7}');
});
