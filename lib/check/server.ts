import { execFile } from 'node:child_process';
import { errorCodes } from '../errors/codes';
import { TwelveFactorError } from '../errors';
import type { Reported } from './report';

/** Of a whole cluster's worth of refusals. */
const MAX_OUTPUT = 64 * 2 ** 20;

/** Where kubectl says which file it is about. */
const ABOUT_FILE = /^(?:Error from server[^:]*: |error: )?error (?:when|parsing|validating)[^"]* "([^"]+)":? ?/;

/** Descriptors of bundles are beside the objects; YAML without a kind is told by the schemas. */
const NO_OBJECT = /Object 'Kind' is missing in /;

/**
 * Asks the cluster that kubectl is configured for what it would refuse: a dry run, which changes nothing there.
 *
 * @param paths files and folders
 * @throws TwelveFactorError TF3331 if kubectl can't be run
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
export async function askServer(paths: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Reported[]> {
  const files = paths.flatMap((path) => ['--filename', path]);
  const lines = await run(['apply', '--dry-run=server', '--output=name', '--recursive', ...files], cwd, env);
  return lines.map((line) => {
    const file = ABOUT_FILE.exec(line)?.[1];
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

/** What kubectl complains of, a line each. */
function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = execFile('kubectl', args, { cwd, env, maxBuffer: MAX_OUTPUT }, (error, _, stderr) => {
      if (error && typeof error.code === 'string') {
        fail(cannotRun(error.code));
        return;
      }
      const lines = stderr
        .split('\n')
        .filter((line) => line.trim() !== '' && !NO_OBJECT.test(line) && !line.startsWith('Warning: '));
      done(error ? lines : []);
    });
    // What is piped in was read already: kubectl would wait for it for ever.
    child.stdin?.end();
  });
}

function cannotRun(code: string): TwelveFactorError {
  const given = code === 'ENOENT' ? 'kubectl is not there' : `kubectl can't be run (${code})`;
  const remedy = 'install it and configure it for a cluster, or leave --server out';
  return new TwelveFactorError([{ code: 'TF3331', place: '', subject: '--server', given, remedy }]);
}
