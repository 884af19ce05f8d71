import type { Duration } from 'cdk8s';
import type { Place } from '../errors';
import { isDnsLabel } from '../manifest';

/**
 * A time as Flagger's definition lets it be written: whole minutes or whole seconds. Prometheus reads it in the same
 * way, where a query has it.
 *
 * @param least seconds
 */
export function timeOf(place: Place, subject: string, duration: Duration, least = 1): string {
  const seconds = secondsOf(place, subject, duration, least);
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** A time in whole seconds, checked. */
export function secondsOf(place: Place, subject: string, duration: Duration, least = 1): number {
  const seconds = duration.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < least) {
    place.problem(
      'TF1624',
      subject,
      `${duration.toHumanString()} is too short or no whole number of seconds`,
      `give whole seconds, ${least} at least`,
    );
    return least;
  }
  return seconds;
}

/** Checks an address: whole, by HTTP, and without a password, since everybody who reads the manifest would have it. */
export function checkUrl(place: Place, subject: string, url: string): boolean {
  const parsed = typeof url === 'string' && !/\s/.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:\/\/[^/]/.test(url)) {
    place.problem(
      'TF1629',
      subject,
      `${JSON.stringify(url)} is no URL by HTTP`,
      'give it whole, beginning with http:// or https://',
    );
    return false;
  }
  if (parsed.username || parsed.password) {
    place.problem(
      'TF1629',
      subject,
      `the URL of ${parsed.host} has a user or password in it`,
      'take them out: the manifest is in git',
    );
    return false;
  }
  return true;
}

/** Namespace of a Service by its address in the cluster, `http://<service>.<namespace>`, or with `.svc` and more behind; else nothing. */
export function namespaceIn(url: string): string | undefined {
  const { hostname } = URL.canParse(url) ? new URL(url) : { hostname: '' };
  const [, namespace, svc = 'svc'] = hostname.split('.');
  return isDnsLabel(namespace) && svc === 'svc' ? namespace : undefined;
}
