import { setRule } from '../define-rule';
import type { Field } from '../field';
import type { Manifest } from '../manifest';
import { isDnsName, isLabelValue } from '../../manifest/names';
import type { Manifests } from '../manifests';
import type { Rule } from '../rule';
import { INSTANCE } from '../selection';
import { word } from '../words';
import { shown } from '../../errors';

const APP = 'app.kubernetes.io/';
/** What tells whose an object is, and of which environment. */
const COMMON = [`${APP}name`, INSTANCE, `${APP}part-of`, `${APP}managed-by`, 'env', 'owner'];
/** What workloads and their pods have besides. */
const OF_WORKLOADS = [`${APP}component`, `${APP}version`];

/** What objects and pods are labelled with. */
export const labels: readonly Rule[] = [
  setRule(
    {
      code: 'TF3203',
      severity: 'note',
      asked: [
        'Kubescape C-0076',
        'Kubescape C-0077',
        'Datree WORKLOAD_MISSING_LABEL_ENV_VALUE',
        'Datree WORKLOAD_MISSING_LABEL_OWNER_VALUE',
      ],
      remedy: 'add what is missing, so that dashboards, bills and questions find their owner',
    },
    (manifests, tell) => {
      const workloads = new Set(manifests.pods.map(({ workload }) => workload));
      for (const { metadata, manifest } of labelled(manifests)) {
        const wanted = workloads.has(manifest) ? [...COMMON, ...OF_WORKLOADS] : COMMON;
        const field = metadata.at('labels');
        const missing = wanted.filter((key) => !field.at(key).text);
        if (missing.length > 0) tell(field, `there is no ${missing.join(', ')}`);
      }
    },
  ),
  setRule(
    {
      code: 'TF3204',
      severity: 'error',
      asked: ['kube-score label-values', 'Datree WORKLOAD_INVALID_LABELS_VALUE'],
      remedy:
        'use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit',
    },
    (manifests, tell) => {
      for (const { metadata } of labelled(manifests)) {
        const own = metadata.at('labels');
        for (const key of own.keys) {
          const value = own.at(key).text;
          if (!isKey(key)) tell(own.at(key), `${shown(key)} is no key of a label`);
          else if (value !== undefined && !isLabelValue(value))
            tell(own.at(key), `${shown(value)} is no value of a label`);
        }
        const annotations = metadata.at('annotations');
        for (const key of annotations.keys) {
          if (!isKey(key.toLowerCase())) tell(annotations.at(key), `${shown(key)} is no key of an annotation`);
        }
      }
    },
  ),
  setRule(
    {
      code: 'TF3205',
      severity: 'note',
      asked: ['Polaris metadataAndInstanceMismatched'],
      remedy: 'name it as its instance, with a slot or version behind it if there is one',
    },
    ({ pods }, tell) => {
      for (const { workload } of pods) {
        const instance = workload.labels[INSTANCE];
        if (instance === undefined || workload.name === instance || workload.name.startsWith(`${instance}-`)) continue;
        tell(
          workload.at('metadata', 'labels', INSTANCE),
          `${word(instance)} is not how ${word(workload.name)} is called`,
        );
      }
    },
  ),
];

/** Everything that has labels: objects, the pods of workloads, the Jobs of CronJobs. */
function labelled({ all, pods }: Manifests): { metadata: Field; manifest: Manifest }[] {
  return [
    ...all.map((manifest) => ({ metadata: manifest.at('metadata'), manifest })),
    ...pods
      .filter(({ workload }) => workload.type !== 'Pod')
      .map(({ template, workload }) => ({ metadata: template.at('metadata'), manifest: workload })),
    ...pods
      .filter(({ workload }) => workload.type === 'batch/CronJob')
      .map(({ workload }) => ({ metadata: workload.at('spec', 'jobTemplate', 'metadata'), manifest: workload })),
  ];
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
function isKey(key: string): boolean {
  const [name = '', prefix, ...rest] = key.split('/').reverse();
  return name !== '' && isLabelValue(name) && (prefix === undefined || isDnsName(prefix)) && rest.length === 0;
}
