import type { Policy } from './policy';
import type { FreezeWindow } from './window';

/** A policy in a line: for what it holds, and what it says. */
export function summaryOf(policy: Policy): [scope: string, says: string] {
  const { applications, owners, except, autoRelease, branches, tags, promoteFrom, soak, freeze, requires, approvals } =
    policy;
  const scope = [
    ...(applications ? [applications.join(', ')] : []),
    ...(owners ? [`of ${owners.join(', ')}`] : []),
    ...(except ? [`not ${except.join(', ')}`] : []),
  ];
  const origins = (one: { branches?: string[] | undefined; tags?: string[] | undefined }) =>
    [
      ...(one.branches ? [`branch ${one.branches.join(', ')}`] : []),
      ...(one.tags ? [`tag ${one.tags.join(', ')}`] : []),
    ].join(' or ');
  const says = [
    ...(autoRelease ? [`released by itself from ${origins(autoRelease)}`] : []),
    ...(branches || tags ? [`only from ${origins({ branches, tags })}`] : []),
    ...(promoteFrom === undefined ? [] : [`only what is live on ${promoteFrom}`]),
    ...(soak ? [`live on ${soak.on} for ${soak.for}`] : []),
    ...(requires
      ? [
          `needs ${Object.entries(requires)
            .map(([name, version]) => `${name} ${version}`)
            .join(', ')}`,
        ]
      : []),
    ...(approvals
      ? [`only by ${[...(approvals.people ?? []), ...(approvals.pipelines ? ['pipelines'] : [])].join(', ')}`]
      : []),
    ...(freeze ?? []).map((window) => `frozen ${windowOf(window)}`),
  ];
  return [scope.length === 0 ? 'all' : scope.join(', '), says.join('; ')];
}

function windowOf({ days, from, until, zone }: FreezeWindow): string {
  const times = from === undefined && until === undefined ? '' : `${from ?? '00:00'} to ${until ?? '24:00'}`;
  return [days?.join(' ') ?? '', times, zone].filter((part) => part !== '').join(' ');
}
