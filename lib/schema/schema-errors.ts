import type { ErrorObject } from 'ajv';
import { shown } from '../errors/shown';
import { nearMiss } from '../errors/near-miss';
import type { Path, SchemaFault } from './fault';
import { FORMATS } from './formats';
import type { JsonSchema } from './json-schema';
import { kubernetesData, spanOfAll } from './kubernetes-data';

/** What of an object is told, and what is not. */
export interface Subject {
  /** Whether values may be in messages. */
  readonly isSecret: boolean;
  /** The minor of Kubernetes that it was validated for. */
  readonly minor: number;
  /** The file of the custom resource's definition, if it is one. */
  readonly definition?: string;
}

/** Most fields that a message lists. */
const LISTED = 12;

/** Most errors of an object that are told: a list of another kind has one for each item. */
const MAX_ERRORS = 200;

/** Words for types, as YAML users have them. */
const TYPES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  null: 'nothing',
};
const WANTED: Readonly<Record<string, string>> = {
  ...TYPES,
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** The errors of a validation of an object as faults, one for each cause. */
export function faultsOf(errors: readonly ErrorObject[], object: unknown, subject: Subject): SchemaFault[] {
  const causes = withoutConsequences(errors.slice(0, 10 * MAX_ERRORS)).slice(0, MAX_ERRORS);
  return causes.map((error) => ({ severity: 'error', path: pathOf(error, object), ...told(error, subject) }));
}

/** An error of alternatives is told once, not again by each of them. */
function withoutConsequences(errors: readonly ErrorObject[]): ErrorObject[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const isOfAlternative = (error: ErrorObject) =>
    alternatives.some(
      ({ schemaPath, instancePath }) =>
        error.schemaPath.startsWith(`${schemaPath}/`) && error.instancePath.startsWith(instancePath),
    );
  return errors.filter(
    (error) => error.keyword !== 'propertyNames' && error.keyword !== 'if' && !isOfAlternative(error),
  );
}

function pathOf({ instancePath, keyword, params, propertyName }: ErrorObject, object: unknown): Path {
  const path = stepsOf(instancePath, object);
  const { additionalProperty, missingProperty } = params as Readonly<Record<string, string | undefined>>;
  const last =
    keyword === 'additionalProperties' ? additionalProperty : keyword === 'required' ? missingProperty : propertyName;
  return last === undefined ? path : [...path, last];
}

/** The steps of a JSON pointer, where those into lists are numbers. */
function stepsOf(pointer: string, object: unknown): Path {
  let value = object;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const isIndex = Array.isArray(value);
      value = (value as Readonly<Record<string, unknown>>)[key];
      return isIndex ? Number(key) : key;
    });
}

type Told = Pick<SchemaFault, 'code' | 'given' | 'remedy'>;

function told(error: ErrorObject, subject: Subject): Told {
  const { keyword, params, data, message = '' } = error;
  const schema = error.parentSchema as JsonSchema;
  const value = subject.isSecret ? 'the value' : shown(data);
  switch (keyword) {
    case 'additionalProperties':
      return unknownField((params as { additionalProperty: string }).additionalProperty, schema, subject);
    case 'required':
      return { code: 'TF3303', given: 'it is missing', remedy: 'add it' };
    case 'type':
      return wrongType(data, schema, subject);
    case 'enum': {
      const allowed = (params as { allowedValues: readonly unknown[] }).allowedValues.map(String);
      const meant = nearMiss(String(data), allowed);
      return {
        code: 'TF3304',
        given: `${value} is not allowed`,
        remedy: meant ? `did you mean ${meant}?` : `give ${orList(allowed)}`,
      };
    }
    case 'format':
      return {
        code: 'TF3305',
        given: `${value} has the wrong form`,
        remedy: FORMATS[(params as { format: string }).format]?.remedy ?? 'write a number in its range',
      };
    case 'anyOf':
    case 'oneOf':
      return { code: 'TF3306', given: 'it fits none of the alternatives, or several', remedy: 'see its definition' };
    default:
      return { code: 'TF3306', given: `it ${message}`, remedy: 'see its definition' };
  }
}

function unknownField(name: string, schema: JsonSchema, subject: Subject): Told {
  const fields = Object.keys(schema.properties ?? {});
  const given = `there is no field ${shown(name)}`;
  const type = subject.definition === undefined ? kubernetesData().types[schema.$id ?? ''] : undefined;
  const history = type && Object.hasOwn(type, name) ? type[name] : undefined;
  if (history !== undefined) {
    const { since, until } = spanOfAll(history);
    const when = since > subject.minor ? `from Kubernetes 1.${since} on` : `up to Kubernetes 1.${until}`;
    return {
      code: 'TF3301',
      given: `there is no field ${shown(name)} in Kubernetes 1.${subject.minor}`,
      remedy: `leave it out: it is there ${when}`,
    };
  }
  const meant = nearMiss(name, fields);
  const source = subject.definition === undefined ? '' : `; ${subject.definition} defines the kind`;
  if (meant !== undefined) return { code: 'TF3301', given, remedy: `did you mean ${meant}?${source}` };
  const list = fields.length > LISTED ? `${fields.slice(0, LISTED).join(', ')}, ...` : fields.join(', ');
  const remedy = fields.length === 0 ? 'leave it out: there are none here' : `leave it out, or use one of ${list}`;
  return { code: 'TF3301', given, remedy: remedy + source };
}

function wrongType(data: unknown, { type }: JsonSchema, { isSecret }: Subject): Told {
  const wanted = (typeof type === 'string' ? [type] : (type ?? [])).map((name) => WANTED[name] ?? name);
  const remedy = `give ${orList(wanted)}`;
  if (data === null) return { code: 'TF3307', given: 'it is null', remedy };
  if (typeof data === 'object')
    return { code: 'TF3302', given: `it is ${TYPES[Array.isArray(data) ? 'array' : 'object']}`, remedy };
  const value = isSecret ? 'the value' : shown(data);
  const isText = typeof data === 'string';
  const given = isText ? `${value} is text` : `${value} is a ${typeof data}`;
  return { code: 'TF3302', given, remedy: remedy + quotes(isText, wanted) };
}

function quotes(isText: boolean, wanted: readonly string[]): string {
  if (isText) return wanted.some((name) => name !== 'a list' && name !== 'a mapping') ? ', without quotes' : '';
  return wanted.includes('text') ? ', in quotes' : '';
}

function orList(words: readonly string[]): string {
  const shownWords = words.map((word) => (word === '' ? '""' : word));
  const last = shownWords[shownWords.length - 1] ?? '';
  return words.length < 2 ? last : `${shownWords.slice(0, -1).join(', ')} or ${last}`;
}
