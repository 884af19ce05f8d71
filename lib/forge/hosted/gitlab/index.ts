import type { HostNames } from '../host';
import type { HostKind, HostProps } from '../kind';
import type { Transport } from '../transport';

/** GitLab: gitlab.com, and one that somebody runs. */
export function gitLab({ web, repository, token }: HostProps): HostKind {
  const names: HostNames = {
    forge: 'GitLab',
    repository,
    variable: token?.variable,
    variables: 'GITLAB_TOKEN',
    permissions: 'the scope api and the role Developer, to merge what the branch demands',
  };
  const connect = async (transport: Transport) => {
    const [{ connectGitLab }, { GitLabHost }] = await Promise.all([import('./client'), import('./host')]);
    return new GitLabHost(await connectGitLab(web, token, transport), names);
  };
  return { names, token, api: `${web}/api/v4`, connect };
}
