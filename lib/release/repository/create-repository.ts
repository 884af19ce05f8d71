import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { TwelveFactorError } from '../../errors';
import { Git, type Location } from '../../git';
import { refuse } from '../../errors';

/** The folder of this machine that a repository is to be in, if it is not there or empty. */
export function vacantFolder({ folder }: Location): string | undefined {
  const isVacant = (path: string) =>
    !existsSync(path) || (statSync(path).isDirectory() && readdirSync(path).length === 0);
  return folder !== undefined && isVacant(folder) ? folder : undefined;
}

/**
 * Makes a bare repository in a folder of this machine that is not there, or empty: all of it or none.
 *
 * @throws TwelveFactorError TF2504 if the folder can't be made or written
 */
export async function createRepository(location: Location): Promise<void> {
  const folder = vacantFolder(location);
  if (folder === undefined) {
    return;
  }
  try {
    mkdirSync(folder, { recursive: true });
    await fill(folder);
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      throw error;
    }
    const given = `no repository can be made there: ${(error as Error).message}`;
    refuse(
      'TF2504',
      '',
      folder,
      given,
      'see that there is room and that the folder is yours to write, or name another one',
    );
  }
}

async function fill(folder: string): Promise<void> {
  const made = mkdtempSync(`${folder}.`);
  try {
    const git = new Git(made);
    await git.run(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', '.']);
    // Whoever fetches from here over ssh may leave out what they do not need.
    await git.run(['config', '--file', 'config', 'uploadpack.allowFilter', 'true']);
    await git.run(['config', '--file', 'config', 'uploadpack.allowAnySHA1InWant', 'true']);
    chmodSync(made, statSync(folder).mode);
    renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
