import { type Forge, LocalForge } from '../../lib/forge';
import { locate, withCache } from '../../lib/git';

/** One thing done to pull requests in a process of its own: `child.ts <repository> <caches> <verb> <arguments as JSON>`. */
const [path, caches, verb, args] = process.argv.slice(2) as [string, string, keyof Forge, string];
const person = { name: 'Kim', email: 'kim@example.com' };
const asker = { actor: 'Kim <kim@example.com>', at: '2026-03-01T09:00:00.000Z' };
const identity = { author: person, committer: person, signing: {} };

void withCache(locate(path, caches), { folder: caches, patience: 60_000 }, async (cache) => {
  const forge = new LocalForge(cache, { asker, identity, timeout: 60_000 });
  const act = forge[verb].bind(forge) as (...all: unknown[]) => Promise<unknown>;
  process.stdout.write(JSON.stringify(await act(...(JSON.parse(args) as unknown[]))));
});
