import type { MergeRequestNotes, MergeRequests, Projects, Users } from '@gitbeaker/rest';
import type { Token } from '../kind';
import type { Transport } from '../transport';

/** What is used of GitLab's client. */
export interface GitLabClient {
  readonly mergeRequests: MergeRequests;
  readonly notes: MergeRequestNotes;
  readonly projects: Projects;
  readonly users: Users;
}

/** Loads the client of GitLab. It asks through our transport: its own waits as long as it likes, and prints what went wrong. */
export async function connectGitLab(
  web: string,
  token: Token | undefined,
  transport: Transport,
): Promise<GitLabClient> {
  const [{ MergeRequestNotes, MergeRequests, Projects, Users }, { createRequesterFn }] = await Promise.all([
    import('@gitbeaker/rest'),
    import('@gitbeaker/requester-utils'),
  ]);
  const requesterFn = createRequesterFn(
    (_, options) => Promise.resolve(options),
    async (endpoint, { prefixUrl, searchParams, method, headers, body } = {}) => {
      const url = new URL(endpoint, `${String(prefixUrl).replace(/\/+$/, '')}/`);
      url.search = typeof searchParams === 'string' ? searchParams : '';
      const reply = await transport.send({
        method: String(method),
        url: url.href,
        headers: headers as Record<string, string>,
        body: typeof body === 'string' ? body : undefined,
      });
      const answered = Object.fromEntries(reply.headers);
      return { status: reply.status, headers: answered, body: reply.data as Record<string, unknown> };
    },
  );
  const known = token?.variable === 'CI_JOB_TOKEN' ? { jobToken: token.value } : { token: token?.value ?? '' };
  const options = { host: web, requesterFn, ...known };
  return {
    mergeRequests: new MergeRequests(options),
    notes: new MergeRequestNotes(options),
    projects: new Projects(options),
    users: new Users(options),
  };
}
