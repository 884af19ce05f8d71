import type { Place } from '../errors';
import { isLabelKey, isLabelValue } from '../manifest';
import type { BoundRetries } from './bound-route';
import { checkedProps } from '../props';
import { problemOfPath } from './route-address';
import { GLOO_DELEGATION, GLOO_RETRIES, type GlooDelegation, type GlooRetries } from './route-props';
import { checkTime } from './route-times';
import type { BoundTls, Tls } from './tls';

/** Checks what a path is replaced by. */
export function checkRewrite(place: Place, path: string | undefined): boolean {
  const wrong = path === undefined ? undefined : problemOfPath(path);
  if (wrong) {
    place.problem('TF1533', 'routes', `prefixRewrite ${JSON.stringify(path)} ${wrong[0]}`, wrong[1]);
  }
  return !wrong;
}

/** Checks when requests are tried again. */
export function checkRetries(place: Place, retries: GlooRetries | undefined): BoundRetries | undefined {
  if (retries === undefined) {
    return undefined;
  }
  const {
    attempts,
    on = 'connect-failure,refused-stream',
    perTry,
  } = checkedProps(place, 'routes.retries', retries, GLOO_RETRIES);
  const [given, remedy] =
    (!(Number.isInteger(attempts) && attempts >= 1 && attempts <= 10) && [
      `${attempts} retries are none`,
      'give a whole number from 1 to 10, or leave `retries` out',
    ]) ||
    (!/^[a-z\d-]+(,[a-z\d-]+)*$/.test(on) && [
      `${JSON.stringify(on)} is no reason to try again`,
      'give conditions of Envoy with commas between, such as "connect-failure,5xx"',
    ]) ||
    [];
  if (given !== undefined && remedy !== undefined) {
    place.problem('TF1533', 'routes', given, remedy);
    return undefined;
  }
  return { attempts, on, perTry: checkTime(place, 'the time of a try', perTry) };
}

/**
 * Checks where the certificate comes from. A VirtualService without one is served in the clear, so that nothing may be
 * taken for granted.
 */
export function bindGlooTls(place: Place, where: string, tls: Tls): BoundTls | undefined {
  const bound = tls.bind(place);
  if (bound?.on && bound.secret === undefined && bound.issuer === undefined) {
    const given = bound.resolver === undefined ? 'no certificate, and Gloo has none by default' : "Traefik's resolver";
    const remedy = 'give Tls.issuedBy or Tls.secret, or Tls.off where TLS ends before Gloo';
    place.problem('TF1506', 'routes', `${where} has ${given}`, remedy);
    return undefined;
  }
  return bound;
}

/** Checks the labels that a RouteTable is found by. */
export function checkDelegation(place: Place, given: GlooDelegation, tls: Tls | undefined): boolean {
  const { labels = {} } = checkedProps(place, 'routes.delegatedFrom', given, GLOO_DELEGATION);
  const wrong = Object.entries(labels).find(
    ([key, value]) => !isLabelKey(key) || typeof value !== 'string' || !isLabelValue(value),
  );
  if (wrong) {
    const given = `${JSON.stringify(wrong.join('='))} is no label`;
    place.problem('TF1535', 'routes', given, "give the labels that the VirtualService's selector asks for");
  }
  if (tls !== undefined) {
    const given = 'a delegated route has TLS of its own';
    place.problem('TF1535', 'routes', given, 'leave `tls` out: the VirtualService that delegates has it');
  }
  return !wrong && tls === undefined;
}
