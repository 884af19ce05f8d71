import '../..';
import { Loader } from '../load';
import type { Turn } from '../turn';
import { synthesize } from '../synthesize';
import { fingerprint, type Input } from './fingerprint';
import type { Answer, Request } from './messages';
import { observeReads } from './observe-reads';

// One synthesis as a process of its own, beside `twelve synth --watch`: it loads the libraries, waits for what is to be done, does it
// and ends. So each one has everything afresh, whatever app files leave behind, and needs not wait for the libraries.

let current = new Map<Input, string>();
const libraries = current;
const inputs = new Map<string, Map<Input, string>>();
observeReads((input) => note(current, input));
const loader = new Loader();

// Ctrl-C is for the one who watches, who lets this one finish what it writes.
(['SIGINT', 'SIGHUP', 'SIGTERM'] as const).forEach((signal) => process.on(signal, () => undefined));
process.on('disconnect', () => process.exit());

process.once('message', (request: Request) => {
  // What is waited for is the end of what app files began; the channel has none.
  process.channel?.unref();
  void run(request).then((done) => answer(done, () => process.exit()));
});

const known = loader.libraries;
answer({ kind: 'ready', libraries: withFiles(libraries, known) });

async function run(request: Request): Promise<Answer> {
  let broken: readonly Turn[] = [];
  const synthesis = await synthesize(loader, request, {
    say: (text) => process.stderr.write(text),
    onTurn: (file) => {
      current = new Map();
      inputs.set(file, current);
    },
    onRun: (turns) => {
      turns.forEach(({ file, modules }) =>
        inputs.set(file, withFiles(inputs.get(file) ?? new Map<Input, string>(), modules)),
      );
      broken = turns.filter(({ problems }) => problems.length > 0);
      // What was written before is read from here on.
      current = new Map();
    },
  });
  const failed = new Set(synthesis.failed);
  const makers = [...synthesis.makers].flatMap(([name, file]) => (failed.has(name) ? [file] : []));
  return {
    kind: 'done',
    synthesis,
    inputs,
    libraries: withFiles(libraries, loader.libraries),
    broken: new Set([...broken.map(({ file }) => file), ...makers]),
  };
}

function withFiles(map: Map<Input, string>, files: readonly string[]): Map<Input, string> {
  files.forEach((file) => note(map, `file:${file}`));
  return map;
}

/** As it was when it was looked at first. */
function note(map: Map<Input, string>, input: Input): void {
  if (!map.has(input)) {
    map.set(input, fingerprint(input));
  }
}

function answer(message: Answer, then = () => undefined as void): void {
  process.send?.(message, then);
}
