import type { HostNames } from '../host';
import type { HostKind, HostProps } from '../kind';
import type { Transport } from '../transport';

/** Gitea and Forgejo, which has the same API. */
export function gitea({ web, repository, token }: HostProps): HostKind {
  const names: HostNames = {
    forge: 'Gitea',
    repository,
    variable: token?.variable,
    variables: 'GITEA_TOKEN',
    permissions: 'the scopes write:repository and write:issue',
  };
  const api = `${web}/api/v1`;
  const connect = async (transport: Transport) => {
    const [{ GiteaClient }, { GiteaHost }] = await Promise.all([import('./client'), import('./host')]);
    return new GiteaHost(new GiteaClient(api, token, transport), names);
  };
  return { names, token, api, connect };
}
