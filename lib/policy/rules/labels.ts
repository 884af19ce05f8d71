import { shown } from '../../errors';
import { INSTANCE_LABEL } from '../../manifest/labels';
import { isLabelKey, isLabelValue } from '../../manifest/names';
import { remembering } from '../../manifest/remember';
import { setRule } from '../define-rule';
import { derived } from '../derived';
import type { Field } from '../field';
import type { ManifestSet } from '../manifest-set';
import { WORKLOADS } from '../pod';
import type { Rule } from '../rule';
import type { Labels } from '../selector';
import { word } from '../words';

const APP = 'app.kubernetes.io/';
/** What tells whose an object is, and of which environment. */
const COMMON = [`${APP}name`, INSTANCE_LABEL, `${APP}part-of`, `${APP}managed-by`, 'env', 'owner'];
/** What workloads and their pods have besides. */
const OF_WORKLOADS = [...COMMON, `${APP}component`, `${APP}version`];

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
      for (const { own, owner, isOfWorkload } of labelled(manifests)) {
        const wanted = isOfWorkload ? OF_WORKLOADS : COMMON;
        const missing = wanted.filter((key) => !own[key]);
        if (missing.length > 0) tell(owner.at('metadata', 'labels'), `there is no ${missing.join(', ')}`);
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
      let good: Labels = {};
      for (const { own, annotations, owner } of labelled(manifests)) {
        let isGood = true;
        for (const key in own) {
          const value = own[key] ?? '';
          // Objects of an application have most of their labels in common.
          if (good[key] === value || (isKey(key) && isValue(value))) continue;
          isGood = false;
          const part = isKey(key) ? `${shown(value)} is no value` : `${shown(key)} is no key`;
          tell(owner.at('metadata', 'labels', key), `${part} of a label`);
        }
        if (isGood) good = own;
        for (const key in annotations) {
          if (!isKey(key.toLowerCase()))
            tell(owner.at('metadata', 'annotations', key), `${shown(key)} is no key of an annotation`);
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
        const instance = workload.labels[INSTANCE_LABEL];
        if (instance === undefined || workload.name === instance || workload.name.startsWith(`${instance}-`)) continue;
        tell(
          workload.at('metadata', 'labels', INSTANCE_LABEL),
          `${word(instance)} is not how ${word(workload.name)} is called`,
        );
      }
    },
  ),
];

/** Labels and annotations of an object, of the pods of a workload, or of the Jobs of a CronJob. */
interface Labelled {
  readonly own: Labels;
  readonly annotations: Labels;
  readonly isOfWorkload: boolean;
  /** What has them as its metadata. */
  readonly owner: Field;
}

const labelled = derived(({ all, pods }: ManifestSet): readonly Labelled[] => {
  const found: Labelled[] = [];
  for (const { labels: own, annotations, type, root } of all) {
    found.push({ own, annotations, isOfWorkload: WORKLOADS.includes(type), owner: root });
  }
  for (const { labels: own, annotations, template, workload } of pods) {
    if (workload.type !== 'Pod') found.push({ own, annotations, isOfWorkload: true, owner: template });
  }
  for (const { workload } of pods) {
    if (workload.type !== 'batch/CronJob') continue;
    const owner = workload.at('spec', 'jobTemplate');
    const [own, annotations] = [owner.at('metadata', 'labels').texts, owner.at('metadata', 'annotations').texts];
    found.push({ own, annotations, isOfWorkload: true, owner });
  }
  return found;
});

// There are few labels, many times.
const isValue = remembering(isLabelValue);
const isKey = remembering(isLabelKey);
