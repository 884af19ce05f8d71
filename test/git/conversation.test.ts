import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git, GitFailure, Objects } from '../../lib/git';

const folder = mkdtempSync(join(tmpdir(), 'conversation-'));
const git = new Git(folder);

beforeAll(() => execFileSync('git', ['init', '--quiet', '--bare', '.'], { cwd: folder }));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a blob and answers its id. */
function write(content: Buffer): string {
  return execFileSync('git', ['hash-object', '-w', '--stdin'], {
    cwd: folder,
    input: content,
    encoding: 'utf8',
  }).trim();
}

/** What a conversation answers when it is asked for blobs. */
async function read(conversation: ReturnType<Git['open']>, ids: readonly string[]): Promise<Buffer[]> {
  return conversation.ask(ids.map((id) => `${id}\n`).join(''), async () => {
    const contents: Buffer[] = [];
    for (const id of ids) {
      const [found, , size] = (await conversation.line()).split(' ');
      expect(found).toBe(id);
      contents.push(await conversation.bytes(Number(size)));
      await conversation.bytes(1);
    }
    return contents;
  });
}

test('answers of any size come whole, however they are cut on the way', async () => {
  const contents = [0, 1, 65_535, 65_536, 65_537, 3_000_000].map((size) => Buffer.alloc(size, 'a\n'));
  const ids = contents.map(write);
  const conversation = git.open(['cat-file', '--batch']);
  expect(await read(conversation, [...ids, ...ids])).toEqual([...contents, ...contents]);
  conversation.close();
});

test('who asks while another one is answered waits for an answer of its own', async () => {
  const ids = ['one', 'two', 'three'].map((text) => write(Buffer.from(text)));
  const conversation = git.open(['cat-file', '--batch']);
  const answers = await Promise.all(ids.map((id) => read(conversation, [id])));
  expect(answers.map(([content]) => content?.toString())).toEqual(['one', 'two', 'three']);
  conversation.close();
});

test('a process that ends instead of an answer is a failure with what it said', async () => {
  const conversation = git.open(['cat-file', '--batch', '--no-such-option']);
  await expect(read(conversation, [write(Buffer.from('x'))])).rejects.toThrow(GitFailure);
  await expect(read(conversation, [write(Buffer.from('x'))])).rejects.toThrow(/no-such-option/);
  expect(conversation.isOpen).toBe(false);
});

test('whoever goes on reading after it was closed has another process', async () => {
  const objects = new Objects(git);
  const [one, two] = [write(Buffer.from('1')), write(Buffer.from('2'))];
  expect((await objects.read([one])).get(one)?.toString()).toBe('1');
  objects.close();
  expect((await objects.read([two])).get(two)?.toString()).toBe('2');
  objects.close();
});

test('a conversation that is over or idle keeps no program from ending', () => {
  const program = `
    const { Git, Objects } = require(${JSON.stringify(join(__dirname, '..', '..', 'lib', 'git'))});
    new Objects(new Git(${JSON.stringify(folder)})).read([${JSON.stringify(write(Buffer.from('1')))}]).then(() => console.log('read'));
  `;
  const { stdout, signal } = spawnSync('node', ['-r', 'ts-node/register', '-e', program], {
    cwd: join(__dirname, '..', '..'),
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([stdout, signal]).toEqual(['read\n', null]);
});
