import { Writable } from 'node:stream';
import { inOrder } from '../../lib/cli/in-order';

/** Streams that write what they take to one list; the first takes the next chunk when it is told to. */
function streams() {
  const written: string[] = [];
  const taken: (() => void)[] = [];
  const stdout = new Writable({
    write: (chunk: Buffer, _, done) => {
      taken.push(() => {
        written.push(String(chunk));
        done();
      });
    },
  });
  const stderr = new Writable({ write: (chunk: Buffer, _, done) => done(void written.push(String(chunk))) });
  const take = () => new Promise((resolve) => setImmediate(resolve, taken.shift()?.()));
  return { ...inOrder(stdout, stderr), written, take };
}

it('words wait for the data before them, and for no other', async () => {
  const { out, err, written, take } = streams();
  err('begin');
  out('data');
  err('summary');
  out('more data');
  err('end');
  expect(written).toEqual(['begin']);
  await take();
  expect(written).toEqual(['begin', 'data']);
  await take();
  expect(written).toEqual(['begin', 'data', 'more data', 'summary', 'end']);
  err('afterwards');
  expect(written.at(-1)).toBe('afterwards');
});

it('words are not kept by a reader that has gone', async () => {
  const written: string[] = [];
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) }).on('error', () => {});
  const stderr = new Writable({ write: (chunk: Buffer, _, done) => done(void written.push(String(chunk))) });
  const { out, err } = inOrder(stdout, stderr);
  out('data');
  err('summary');
  await new Promise((resolve) => setImmediate(resolve));
  expect(written).toEqual(['summary']);
});
