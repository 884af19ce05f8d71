import { nearMiss } from '../errors/near-miss';
import { groupOf } from '../manifest/api-group';
import type { SchemaFault } from './fault';
import { lifecycleOf } from './lifecycle';

/**
 * What is told of an object whose kind a minor does not have.
 *
 * @param kinds those that it has, and custom resources, as `<apiVersion> <kind>`
 */
export function unknownKind(apiVersion: string, kind: string, minor: number, kinds: readonly string[]): SchemaFault {
  const lifecycle = lifecycleOf(apiVersion, kind, minor);
  const name = `${apiVersion} ${kind}`;
  const fault = { severity: 'error', path: ['apiVersion'] } as const;
  if (lifecycle.state === 'removed') {
    const given = `${name} is gone since Kubernetes 1.${lifecycle.removed}`;
    return {
      ...fault,
      code: 'TF3311',
      given,
      remedy: lifecycle.replacement ? `use ${lifecycle.replacement}` : 'there is no replacement',
    };
  }
  if (lifecycle.state === 'future') {
    const given = `${name} comes with Kubernetes 1.${lifecycle.since} only, and this is for 1.${minor}`;
    return {
      ...fault,
      code: 'TF3313',
      given,
      remedy: lifecycle.replacement ? `use ${lifecycle.replacement}` : 'leave it out',
    };
  }
  return unknownName(apiVersion, kind, kinds);
}

function unknownName(apiVersion: string, kind: string, kinds: readonly string[]): SchemaFault {
  const group = groupOf(apiVersion);
  const known = kinds.map((key) => key.split(' ') as [string, string]);
  if (!known.some(([version]) => groupOf(version) === group)) {
    return {
      code: 'TF3315',
      severity: 'note',
      path: ['kind'],
      given: `${apiVersion} ${kind} is not known, and not validated`,
      remedy: 'give a folder with its CustomResourceDefinition',
    };
  }
  const elsewhere = known.filter(([, other]) => other === kind).map(([version]) => version);
  const same = elsewhere.find((version) => groupOf(version) === group) ?? elsewhere[0];
  const meant = nearMiss(
    kind,
    known.filter(([version]) => version === apiVersion).map(([, other]) => other),
  );
  const [path, remedy] =
    same !== undefined
      ? ['apiVersion', `use ${same}`]
      : ['kind', meant !== undefined ? `did you mean ${meant}?` : 'see "kubectl api-resources"'];
  return { code: 'TF3314', severity: 'error', path: [path], given: `there is no ${kind} in ${apiVersion}`, remedy };
}
