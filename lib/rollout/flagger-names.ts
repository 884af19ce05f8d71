import type { Place } from '../errors';

/** Kind and name of an object. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
}

/** What serves: Flagger's copy of a Deployment, its Service, and the autoscaler of that copy. */
export function primaryOf(name: string): string {
  return `${name}-primary`;
}

/** The Service of the pods that a release comes in. */
export function canaryOf(name: string): string {
  return `${name}-canary`;
}

/**
 * Labels that the pods of both copies have.
 *
 * Flagger gives its copy another value of the label that the Deployment selects by, the instance. What has to reach
 * both copies, a NetworkPolicy for instance, selects by application and service instead.
 *
 * @param labels of the service
 */
export function labelsOfBothCopies(labels: Readonly<Record<string, string>>): Record<string, string> {
  const keys = ['app.kubernetes.io/part-of', 'app.kubernetes.io/name'];
  return Object.fromEntries(keys.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]])));
}

/**
 * The objects that Flagger makes whatever the provider, beside those of `ProviderFacts.makes`. Not the autoscaler of its
 * copy: it is content with one that is there.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
export function madeByFlagger(name: string): NamedObject[] {
  return [
    { kind: 'Deployment', name: primaryOf(name) },
    { kind: 'Service', name },
    { kind: 'Service', name: primaryOf(name) },
    { kind: 'Service', name: canaryOf(name) },
  ];
}

/** Tells objects that are rendered under the name of one that Flagger makes. */
export function checkNamesMade(place: Place, made: readonly NamedObject[], objects: readonly NamedObject[]): void {
  for (const { kind, name } of made) {
    if (objects.some((object) => object.kind === kind && object.name === name)) {
      place.problem(
        'TF1635',
        'rollout',
        `Flagger makes ${kind} ${name}, and so does this application`,
        'remove the object, or give it another name',
      );
    }
  }
}

/** Tells metrics or webhooks of one name: events and alerts name them. */
export function checkNamedOnce(place: Place, what: string, list: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of list) {
    if (seen.has(name)) {
      place.problem(
        'TF1628',
        'rollout',
        `two ${what}s are called ${JSON.stringify(name)}`,
        'give each a name of its own',
      );
    }
    seen.add(name);
  }
}
