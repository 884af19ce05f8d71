import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Place, type RuleCode, shown } from '../errors';
import { RenderContext } from '../manifest';
import { exemptionAnnotation, RuleSet } from '../policy';

/** Rules of a chart that is on no platform. */
const builtIn = new RuleSet();

/**
 * Lets an object off a rule, for a reason: it is rendered as the annotation `twelve-factor/exempt-<code>`, so that a reviewer
 * reads it. Told as TF3190 if no reason is given, or no rule has that code.
 *
 * @param subject an object, or a construct: then every object in it that the rule is about, such as the Deployments of both slots
 * @param code the rule's code, as reports say it
 * @param reason why the rule does not hold here
 *
 * @example
 * const api = new WebService(chart, 'api', { image: env.image('lulu/api'), port: 8080, security: Security.restricted({ user: 999 }) });
 * exempt(api, 'TF3134', 'the files of its image belong to user 999');
 */
export function exempt(subject: IConstruct, code: RuleCode, reason: string): void {
  const { place, rules = builtIn } = RenderContext.of(subject);
  const tell = (given: string, remedy: string) =>
    placeOf(subject, place).problem('TF3190', `exempt ${shown(code)}`, given, remedy);
  const rule = rules.find(code);
  if (!rule) {
    return tell('no rule has that code', 'give a code of docs/policy.md, or of a rule that the platform adds');
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    return tell('no reason is given', 'say why, for the reviewer who reads the annotation');
  }
  const objects = ApiObject.isApiObject(subject)
    ? [subject]
    : subject.node.findAll().filter((one) => ApiObject.isApiObject(one) && isAbout(rule.types, one));
  if (objects.length === 0) {
    return tell('nothing in it is what the rule is about', `give what is: ${(rule.types ?? []).join(', ')}`);
  }
  for (const object of objects) {
    (object as ApiObject).metadata.addAnnotation(exemptionAnnotation(code), reason.trim());
  }
}

/** The construct in its chart; an object is a part of one. */
function placeOf(subject: IConstruct, chart: Place): Place {
  const { scopes } = subject.node;
  const names = scopes.slice(scopes.indexOf(Chart.of(subject)) + 1).map(({ node }) => node.id);
  return (ApiObject.isApiObject(subject) ? names.slice(0, -1) : names).reduce(
    (place, name) => place.within(name),
    chart,
  );
}

function isAbout(types: readonly string[] | undefined, { apiGroup, kind }: ApiObject): boolean {
  return !types || types.includes(apiGroup === 'core' ? kind : `${apiGroup}/${kind}`);
}
