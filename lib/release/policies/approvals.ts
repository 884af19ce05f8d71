import type { PipelineFacts } from './facts';
import { matches } from './pattern';
import type { Policy } from './policy';
import type { Judge } from './ruling';

type Claim = NonNullable<NonNullable<Policy['approvals']>['pipelines']>[number];

/** `approvals`: who may release, by the address that git knows, or by the pipeline that it is done in. */
export const judgeApprovals: Judge = ({ actor, pipeline }, { approvals }) => {
  if (approvals === undefined) {
    return undefined;
  }
  const { people, pipelines = [] } = approvals;
  const address = addressOf(actor);
  if (
    matches(
      people?.map((one) => one.toLowerCase()),
      address,
    )
  ) {
    return { allowed: true, why: `${actor} may` };
  }
  if (pipeline && pipelines.some((claim) => isMet(claim, pipeline))) {
    return { allowed: true, why: `this pipeline of ${pipeline.repository ?? pipeline.provider} may` };
  }
  const wanted = [...(people ?? []), ...pipelines.map(describe)].join(', ');
  const why = `${actor}${pipeline ? `, in a pipeline of ${pipeline.repository ?? pipeline.provider},` : ''} may not`;
  return { allowed: false, why, until: { never: `never by this person: ask one of ${wanted}` } };
};

/** The address of a person: `Ada Lovelace <ada@example.com>`. */
function addressOf(actor: string): string {
  return (/<([^<>]*)>\s*$/.exec(actor)?.[1] ?? actor).toLowerCase();
}

/** Whether a pipeline is what a claim says: all that it says. */
function isMet(
  claim: Claim,
  { provider, repository, branch, tag, workflow, environment, user }: PipelineFacts,
): boolean {
  const isOrigin =
    (claim.branches === undefined && claim.tags === undefined) ||
    matches(claim.branches, branch) ||
    matches(claim.tags, tag);
  const pairs: [string | undefined, string | undefined][] = [
    [claim.repository, repository],
    [claim.workflow, workflow],
    [claim.environment, environment],
  ];
  return (
    claim.provider === provider &&
    isOrigin &&
    (claim.users === undefined || matches(claim.users, user)) &&
    pairs.every(([wanted, found]) => wanted === undefined || matches([wanted], found))
  );
}

/** A claim in words: `a pipeline of github (repository example/platform, branches main)`. */
function describe({ provider, ...claims }: Claim): string {
  const said = Object.entries(claims).map(([name, value]) => `${name} ${[value].flat().join(' or ')}`);
  return `a pipeline of ${provider}${said.length > 0 ? ` (${said.join(', ')})` : ''}`;
}
