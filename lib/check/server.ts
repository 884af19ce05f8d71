import { execFile } from 'node:child_process';
import { errorCodes } from '../errors/codes';
import { TwelveFactorError } from '../errors';
import type { Reported } from './report';

/** Of a whole cluster's worth of refusals. */
const MAX_OUTPUT = 64 * 2 ** 20;

/** Where kubectl says which file it is about. */
const ABOUT_FILE = /^(?:Error from server[^:]*: |error: )?error (?:when|parsing|validating)[^"]* "([^"]+)":? ?/;

/** Where it says so at the end, of an object that it could not look up. */
const FROM_SERVER = /from server for: "([^"]+)": /;

/** How a complaint of kubectl begins; other lines go on with the one before. */
const BEGINS = /^(?:Error from server|[Ee]rror\b|The [A-Z]\S* "|[Uu]nable to )/;

/**
 * Asks the cluster that kubectl is configured for what it would refuse: a dry run, which changes nothing there.
 *
 * @param paths files with objects; `-` for the input
 * @param input what was piped in
 * @throws TwelveFactorError TF3331 if kubectl can't be run
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
export async function askServer(
  paths: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<Reported[]> {
  const files = paths.flatMap((path) => ['--filename', path]);
  const complaints = await run(['apply', '--dry-run=server', '--output=name', ...files], cwd, env, input);
  return complaints.map((line) => {
    const named = (FROM_SERVER.exec(line) ?? ABOUT_FILE.exec(line))?.[1];
    const file = named === 'STDIN' ? '-' : named;
    return {
      code: 'TF3330',
      title: errorCodes.TF3330.title,
      severity: 'error',
      file: file ?? paths.join(' '),
      line: 1,
      column: 1,
      path: '',
      given: line.replace(ABOUT_FILE, ''),
      remedy: 'see what the cluster says',
    };
  });
}

/** What kubectl complains of. */
function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, input: string): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = execFile('kubectl', args, { cwd, env, maxBuffer: MAX_OUTPUT }, (error, _, stderr) => {
      if (error && typeof error.code === 'string') {
        fail(cannotRun(error.code));
        return;
      }
      const complaints = complaintsIn(stderr);
      // It may be stopped before it says anything; that is no consent.
      done(!error ? [] : complaints.length > 0 ? complaints : [`kubectl ended with ${error.signal ?? error.code}`]);
    });
    // It may end without reading all of it.
    child.stdin?.on('error', () => {});
    // What is piped in was read already: kubectl would wait for it for ever.
    child.stdin?.end(input);
  });
}

/** Each may go on for lines: what is wrong with the fields of an object, or which object it is. */
function complaintsIn(stderr: string): string[] {
  const complaints: string[] = [];
  for (const line of stderr.split('\n')) {
    if (line.trim() === '' || line.startsWith('Warning: ')) continue;
    if (complaints.length > 0 && !BEGINS.test(line)) complaints.push(`${complaints.pop()} ${line.trim()}`);
    else complaints.push(line);
  }
  return complaints;
}

function cannotRun(code: string): TwelveFactorError {
  const given = code === 'ENOENT' ? 'kubectl is not there' : `kubectl can't be run (${code})`;
  const remedy = 'install it and configure it for a cluster, or leave --server out';
  return new TwelveFactorError([{ code: 'TF3331', place: '', subject: '--server', given, remedy }]);
}
