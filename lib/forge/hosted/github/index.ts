import type { HostKind, HostProps } from '../kind';
import type { HostNames } from '../host';
import type { Transport } from '../transport';

/** GitHub: github.com, GitHub Enterprise Cloud with an address of its own, and GitHub Enterprise Server. */
export function gitHub({ web, repository, token }: HostProps): HostKind {
  const names: HostNames = {
    forge: 'GitHub',
    repository,
    variable: token?.variable,
    variables: 'GITHUB_TOKEN or GH_TOKEN',
    permissions: 'pull requests: write and contents: write (of a classic token the scope repo)',
  };
  const api = apiOf(web);
  const connect = async (transport: Transport) => {
    const [{ Octokit }, { GitHubHost }] = await Promise.all([import('@octokit/rest'), import('./host')]);
    const silent = () => undefined;
    const octokit = new Octokit({
      ...(token && { auth: token.value }),
      baseUrl: api,
      request: { fetch: transport.fetch },
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
    return new GitHubHost(octokit, names);
  };
  return { names, token, api, connect };
}

/** Where the API is. */
function apiOf(web: string): string {
  const { protocol, host } = new URL(web);
  if (/^(?:github\.com|[^.]+\.ghe\.com)$/.test(host)) {
    return `${protocol}//api.${host}`;
  }
  return /\/api\/v3$/.test(web) ? web : `${web}/api/v3`;
}
