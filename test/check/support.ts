import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../lib/cli/run';
import { write } from '../synth/support';

const folders: string[] = [];

/** Removes what `folderWith` made. */
export function removeFolders(): void {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}

/** A folder with files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  folders.push(folder);
  write(folder, files);
  return folder;
}

/** What `twelve check` answers. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `twelve check` in a folder. */
export async function twelveCheck(
  cwd: string,
  args: readonly string[] = [],
  { stdin = '', env = {} }: { stdin?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Answer> {
  let [out, err] = ['', ''];
  const code = await run(['check', ...args], {
    cwd,
    env,
    stdin: (async function* () {
      yield Promise.resolve(stdin);
    })(),
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => '2026-01-05T12:00:00.000Z',
    color: false,
    errColor: false,
  });
  return { code, out, err };
}

/** A Service that no tool complains of, as others write it. */
export const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: search
  namespace: shop
spec:
  type: ExternalName
  externalName: search.example.net
`;

/** A Service that selects nothing. */
export const DANGLING = `# of somebody
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec:
  ports:
    - port: 80
  selector:
    app: api
`;
