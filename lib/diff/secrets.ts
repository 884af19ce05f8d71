import { isList, isMap, mapValues, own } from './json';
import type { Change, Json } from './tree-diff';

/** What is shown of a secret value. */
export const HIDDEN = '(hidden)';

/** Before a secret value while values are compared: no text of a manifest begins like this by chance. */
const VEIL = '\0secret\0';

/** Fields of a Secret that hold its values. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(['data', 'stringData']);

/** Where kubectl keeps a copy of the whole object, values included. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Marks the values of every Secret in a manifest, so that `hideSecrets` finds them in the changes. Secrets with values are
 * refused before they get into a tree; should one be there all the same, a diff must not be what publishes it.
 */
export function veilSecrets(value: Json): Json {
  if (isList(value)) {
    return value.map(veilSecrets);
  }
  if (!isMap(value)) {
    return value;
  }
  const isSecret = own(value, 'kind') === 'Secret';
  return mapValues(value, (item, key) => {
    if (isSecret && key === 'metadata') {
      return veilCopy(item);
    }
    return isSecret && SECRET_FIELDS.has(key) ? veil(item) : veilSecrets(item);
  });
}

function veil(value: Json): Json {
  if (isList(value)) {
    return value.map(veil);
  }
  return isMap(value) ? mapValues(value, veil) : `${VEIL}${JSON.stringify(value)}`;
}

function veilCopy(metadata: Json): Json {
  const inAnnotations = (value: Json, key: string) => (key === COPY ? veil(value) : value);
  const inMetadata = (value: Json, key: string) =>
    key === 'annotations' && isMap(value) ? mapValues(value, inAnnotations) : value;
  return isMap(metadata) ? mapValues(metadata, inMetadata) : metadata;
}

/** The change with every marked value hidden. */
export function hideSecrets(change: Change): Change {
  return {
    ...change,
    // A value may be in the path: what an item of a list is named by.
    path: change.path.map((step) => (typeof step === 'string' && step.startsWith(VEIL) ? HIDDEN : step)),
    ...(change.before !== undefined && { before: hide(change.before) }),
    ...(change.after !== undefined && { after: hide(change.after) }),
  };
}

function hide(value: Json): Json {
  if (typeof value === 'string') {
    return value.startsWith(VEIL) ? HIDDEN : value;
  }
  if (isList(value)) {
    return value.map(hide);
  }
  return isMap(value) ? mapValues(value, hide) : value;
}
