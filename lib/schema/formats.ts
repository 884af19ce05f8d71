import { AS_LABEL, AS_NAME, isNameOf } from '../manifest/kind-names';
import { MAX_NAME } from '../manifest/names';

/** What text must look like, and how that is told. */
export interface Format {
  readonly test: (value: string) => boolean;
  readonly remedy: string;
}

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go */
const QUANTITY = /^[-+]?(\d+(\.\d*)?|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][-+]?\d+)?$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[-+]\d{2}:\d{2})$/;

const LABEL_WORDS = 'letters, digits and "-_." between them, at most 63';

/**
 * The formats of text, by the names that `field-type.ts` and Kubernetes' own schemas have for them.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const FORMATS: Readonly<Record<string, Format>> = {
  quantity: { test: (value) => QUANTITY.test(value), remedy: 'write a quantity, such as 500m, 2 or 128Mi' },
  byte: { test: isBase64, remedy: 'write base64, with its padding' },
  'date-time': { test: isTime, remedy: 'write a time such as 2026-01-31T12:00:00Z' },
  dnsLabel: { test: (value) => isNameOf(AS_LABEL, value), remedy: AS_LABEL.remedy },
  dnsName: { test: (value) => isNameOf(AS_NAME, value), remedy: AS_NAME.remedy },
  qualifiedName: { test: isQualifiedName, remedy: `use ${LABEL_WORDS}, and a DNS name with a slash before it, if any` },
  labelValue: { test: (value) => value === '' || NAME.test(value), remedy: `use ${LABEL_WORDS}, or nothing` },
  portName: {
    test: (value) => /^(?=.*[a-z])[a-z0-9](-?[a-z0-9]){0,14}$/.test(value) && value.length <= 15,
    remedy: 'use lower-case letters, one at least, digits and single hyphens between them, at most 15',
  },
  configKey: {
    test: (value) => /^[-._a-zA-Z0-9]{1,253}$/.test(value) && !/^\.\.?$|^\.\./.test(value),
    remedy: 'use letters, digits and "-_.", at most 253',
  },
  environmentName: { test: (value) => /^[ -<>-~]+$/.test(value), remedy: 'use plain ASCII without "="' },
};

/** Go skips line breaks. */
function isBase64(value: string): boolean {
  const text = value.replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && BASE64.test(text);
}

function isTime(value: string): boolean {
  return TIME.test(value) && !Number.isNaN(Date.parse(value));
}

/** A label's key: a name, and a domain before it, if any. */
function isQualifiedName(value: string): boolean {
  const slash = value.indexOf('/');
  const name = value.slice(slash + 1);
  return NAME.test(name) && name.length <= MAX_NAME && (slash < 0 || isNameOf(AS_NAME, value.slice(0, slash)));
}
