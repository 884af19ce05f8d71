import type { JobSpec } from './model';
import { type Rule, treeRule } from './rule';
import { all, first, nameOf, type Tree } from './tree';

/** Keys that Polaris takes for secrets, and what is one for sure. Trivy's longer list has harmless names (W9). */
const SECRET_KEY = /password|passwd|token|bearer|secret|private_?key|AZURE_.+KEY/i;
const SECRET_VALUE = /-----BEGIN [A-Z ]*PRIVATE KEY-----|:\/\/[^/\s:@]+:[^/\s@]+@/;

export const objectsConfigTasks: readonly Rule[] = [
  treeRule(
    'O24',
    'a ConfigMap holds no secret',
    (tree) =>
      configMaps(tree).map((object) => {
        const entries = Object.entries(object.data ?? {});
        return entries.some(([key, value]) => SECRET_KEY.test(key) || SECRET_VALUE.test(value)) && nameOf(object);
      }),
    {
      'a password': (tree) => setConfig(tree, 'DATABASE_PASSWORD', 'x'),
      'a private key': (tree) => setConfig(tree, 'CERTIFICATE', '-----BEGIN RSA PRIVATE KEY-----\nx'),
      'a URL with a password': (tree) => setConfig(tree, 'DATABASE_URL', 'postgres://user:word@db/lulu'),
    },
  ),
  treeRule(
    'O25',
    'no Secret is in a repository',
    (tree) => tree.objects.map((object) => object.kind === 'Secret' && nameOf(object)),
    {
      one: (tree) =>
        tree.objects.push({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'a' },
          spec: undefined,
          data: { A: 'eA==' },
        }),
    },
  ),
  treeRule(
    'O26',
    'a CronJob has a schedule, a deadline for its start and a rule for overlaps',
    (tree) =>
      all(tree, 'CronJob').map(({ spec, ...object }) => {
        const { schedule, startingDeadlineSeconds = 0, concurrencyPolicy } = spec;
        // Below ten seconds, the controller may miss the time altogether.
        const isGood =
          isSchedule(schedule) &&
          startingDeadlineSeconds >= 10 &&
          ['Forbid', 'Replace', 'Allow'].includes(concurrencyPolicy ?? '');
        return !isGood && nameOf({ ...object, spec });
      }),
    {
      'no deadline': (tree) => delete first(tree, 'CronJob').spec.startingDeadlineSeconds,
      'no rule': (tree) => delete first(tree, 'CronJob').spec.concurrencyPolicy,
      'four fields': (tree) => (first(tree, 'CronJob').spec.schedule = '30 3 * *'),
      'the eighth day of the week': (tree) => (first(tree, 'CronJob').spec.schedule = '30 3 * * 7'),
      'a time zone in the schedule': (tree) => (first(tree, 'CronJob').spec.schedule = 'TZ=UTC 30 3 * * 1'),
    },
  ),
  treeRule(
    'O27',
    'a finished Job goes by itself',
    (tree) => all(tree, 'Job').map((object) => !(Number(object.spec.ttlSecondsAfterFinished) > 0) && nameOf(object)),
    {
      never: (tree) => delete first(tree, 'Job').spec.ttlSecondsAfterFinished,
    },
  ),
  treeRule(
    'O27',
    'a CronJob keeps its own history',
    (tree) =>
      all(tree, 'CronJob').map(
        (object) => object.spec.jobTemplate.spec.ttlSecondsAfterFinished !== undefined && nameOf(object),
      ),
    {
      'its Jobs go by themselves': (tree) => (first(tree, 'CronJob').spec.jobTemplate.spec.ttlSecondsAfterFinished = 1),
    },
  ),
  treeRule(
    'O28',
    'a Job ends, and is not tried for ever',
    (tree) => jobs(tree).map(({ where, spec }) => !isBounded(spec) && where),
    {
      'no deadline': (tree) => delete first(tree, 'Job').spec.activeDeadlineSeconds,
      'no number of retries': (tree) => delete first(tree, 'Job').spec.backoffLimit,
      'no deadline, of a CronJob': (tree) => delete first(tree, 'CronJob').spec.jobTemplate.spec.activeDeadlineSeconds,
      'no number of retries, of a CronJob': (tree) => delete first(tree, 'CronJob').spec.jobTemplate.spec.backoffLimit,
    },
  ),
];

function configMaps(tree: Tree) {
  return tree.objects.filter(({ kind }) => kind === 'ConfigMap');
}

function setConfig(tree: Tree, key: string, value: string): void {
  Object.assign(configMaps(tree)[0]?.data ?? {}, { [key]: value });
}

function isSchedule(schedule: string): boolean {
  const fields = schedule.split(' ');
  return (
    /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(schedule) ||
    (fields.length === 5 && fields.every((field) => /^[*?\dA-Za-z,/-]+$/.test(field)) && !/[7-9]/.test(fields[4] ?? ''))
  );
}

function jobs(tree: Tree): { where: string; spec: JobSpec }[] {
  return [
    ...all(tree, 'Job').map((object) => ({ where: nameOf(object), spec: object.spec })),
    ...all(tree, 'CronJob').map((object) => ({ where: nameOf(object), spec: object.spec.jobTemplate.spec })),
  ];
}

function isBounded({ activeDeadlineSeconds = 0, backoffLimit = -1 }: JobSpec): boolean {
  return activeDeadlineSeconds > 0 && backoffLimit >= 0;
}
