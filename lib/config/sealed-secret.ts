import { type ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import type { SealedSecretProps } from '../imports/bitnami.com';
import { kubeObject } from '../manifest';
import type { SealedFile, SealedTemplate } from './sealed-file';
import type { SecretBindingProps } from './secret-binding';

const CLUSTER_WIDE = 'sealedsecrets.bitnami.com/cluster-wide';

/** What is rendered already: the name is the file's, so services that share a file share the object. */
const rendered = new WeakMap<Chart, Map<string, string>>();

/**
 * Adds the SealedSecret to the tree, under the name that it was sealed for; nothing where another service of the chart
 * has added it.
 */
export function sealedSecret(
  scope: Construct,
  id: string,
  place: Place,
  props: SecretBindingProps,
  sealed: SealedFile,
): ApiObject | undefined {
  checkNamespace(place, sealed, props.namespace);
  const chart = Chart.of(scope);
  const known = rendered.get(chart) ?? new Map<string, string>();
  rendered.set(chart, known);
  const content = JSON.stringify({ ...sealed, file: undefined });
  const other = known.get(sealed.name);
  if (other !== undefined) {
    if (other !== content) {
      place.problem(
        'TF1123',
        `secrets ${sealed.file}`,
        `another sealed secret is named "${sealed.name}" too`,
        'seal one of them under another name',
      );
    }
    return undefined;
  }
  known.set(sealed.name, content);
  return kubeObject(scope, id, 'SealedSecret', {
    metadata: {
      name: sealed.name,
      // The chart's own namespace, where it has one, has been compared with the file's.
      namespace: props.namespace ?? sealed.namespace,
      labels: { ...sealed.labels, ...props.labels },
      annotations: filled(sealed.annotations),
    },
    spec: { encryptedData: { ...sealed.encryptedData }, template: templateOf(sealed.template) },
  });
}

/** The namespace is part of the encryption, except where the file says that it is for the whole cluster. */
function checkNamespace(place: Place, { file, namespace, annotations }: SealedFile, here: string | undefined): void {
  if (annotations[CLUSTER_WIDE] === 'true' || !namespace || !here || namespace === here) return;
  place.problem(
    'TF1122',
    `secrets ${file}`,
    `is sealed for namespace "${namespace}", and this one is "${here}"`,
    `seal it again: kubeseal --namespace ${here}`,
  );
}

function templateOf({ type, immutable, data, annotations, labels }: SealedTemplate): Template | undefined {
  const metadata = filled({ annotations: filled(annotations), labels: filled(labels) });
  return filled({ type, immutable, data: filled(data), metadata });
}

type Template = NonNullable<SealedSecretProps['spec']['template']>;

/** Fields that are set; `undefined` where none is. */
function filled<T extends object>(given: T): T | undefined {
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return set.length > 0 ? (Object.fromEntries(set) as T) : undefined;
}
