import { ALLOWED_CREDENTIALS, credentialHint } from '../../credentials';
import { manifestRule } from '../define-rule';
import type { Manifest } from '../manifest';
import type { Rule } from '../rule';
import { word } from '../words';

/** What is no secret any more once it is in git. */
export const credentials: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3240',
      severity: 'warning',
      asked: ['Polaris sensitiveConfigmapContent', 'Trivy KSV-0109', 'Trivy KSV-01010', 'Kubescape C-0012'],
      remedy: 'keep it in a Secret, and make that from what is kept elsewhere',
    },
    ['ConfigMap'],
    (map, tell) => {
      const data = map.at('data');
      const allowed = allowedKeys(map);
      for (const key of data.keys) {
        const value = data.valueAt(key);
        if (typeof value !== 'string' || allowed.has(key)) continue;
        const hint = credentialHint(key, value);
        if (hint !== undefined) tell(data.at(key), `${word(key)} looks like a credential: ${hint}`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3241',
      severity: 'error',
      remedy: 'leave it out, and make it from an ExternalSecret or a SealedSecret',
    },
    ['Secret'],
    (secret, tell) => {
      for (const part of ['data', 'stringData']) {
        const values = secret.at(part);
        if (values.hasKeys) tell(values, 'whoever reads the repository reads what it holds; base64 hides nothing');
      }
    },
  ),
];

const NONE: ReadonlySet<string> = new Set();

/** Keys that say why they look like credentials without being any: a line each. */
function allowedKeys({ annotations }: Manifest): ReadonlySet<string> {
  const lines = annotations[ALLOWED_CREDENTIALS]?.split('\n');
  if (!lines) return NONE;
  return new Set(lines.flatMap((line) => /^([^:]+):\s*\S/.exec(line)?.[1] ?? []));
}
