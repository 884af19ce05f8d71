import type { ForgeKind } from './choose';
import type { Token } from './kind';

/** Variables that tokens are taken from, the first that is set. */
const VARIABLES: Readonly<Record<ForgeKind, readonly string[]>> = {
  github: ['GITHUB_TOKEN', 'GH_TOKEN'],
  gitlab: ['GITLAB_TOKEN', 'CI_JOB_TOKEN'],
  gitea: ['GITEA_TOKEN'],
};

/** The token for a kind of forge. It comes from the environment, which no list of processes and no file shows. */
export function tokenFor(kind: ForgeKind, env: Readonly<Record<string, string | undefined>>): Token | undefined {
  for (const variable of VARIABLES[kind]) {
    const value = env[variable]?.trim();
    if (value) {
      return { value, variable };
    }
  }
  return undefined;
}

/** All tokens that there are: none of them is for anybody's eyes. */
export function tokensIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.values(VARIABLES)
    .flat()
    .flatMap((variable) => env[variable]?.trim() || []);
}
