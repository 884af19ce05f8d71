import { shown } from '../errors/shown';
import { typeName } from '../manifest/api-group';
import { isNameOf, nameGrammarOf } from '../manifest/kind-names';
import type { CustomResource, CustomResources } from './custom-resources';
import { comparePaths, type Path, type SchemaFault } from './fault';
import { kindsIn, typeOf } from './kubernetes-schemas';
import { lifecycleOf } from './lifecycle';
import { faultsOf, type Subject } from './schema-errors';
import { unknownKind } from './unknown-kind';
import { Validators } from './validators';
import { withoutNulls } from './without-nulls';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Validates objects for one minor of Kubernetes: as strict as an API server that is asked to be, offline.
 *
 * What it can't know: rules in CEL, admission, and whether one object names another that is there.
 */
export class Schemas {
  private readonly validators: Readonly<Record<'all' | 'first', Validators>>;
  private kinds: readonly string[] | undefined;
  private readonly deprecations = new Map<string, readonly SchemaFault[]>();

  constructor(
    /** The minor: 27 for Kubernetes 1.27. */
    readonly minor: number,
    private readonly customResources: CustomResources,
  ) {
    this.validators = { all: new Validators(minor, true), first: new Validators(minor, false) };
  }

  /** What is wrong with an object, in the order of its fields. */
  problems(object: unknown): SchemaFault[] {
    if (!isFields(object)) return [notAnObject([], 'it is not a mapping')];
    if (!('apiVersion' in object || 'kind' in object)) return [SOMETHING_ELSE];
    const { apiVersion, kind } = object;
    const missing = Object.entries({ apiVersion, kind }).filter(
      ([, value]) => typeof value !== 'string' || value === '',
    );
    if (missing.length > 0) return missing.map(([field]) => notAnObject([field], `${field} is missing, or no text`));
    return this.problemsOf(object, apiVersion as string, kind as string).sort((a, b) => comparePaths(a.path, b.path));
  }

  private problemsOf(object: Fields, apiVersion: string, kind: string): SchemaFault[] {
    const definition = this.customResources.find(apiVersion, kind);
    const type = typeOf(apiVersion, kind, this.minor);
    if (definition !== undefined)
      return [...this.byDefinition(object, definition), ...checkName(object, apiVersion, kind)];
    if (type === undefined) return [this.unknown(apiVersion, kind)];
    return [
      ...this.deprecation(apiVersion, kind),
      ...this.byType(object, type),
      ...checkName(object, apiVersion, kind),
    ];
  }

  private unknown(apiVersion: string, kind: string): SchemaFault {
    this.kinds ??= [...kindsIn(this.minor), ...this.customResources.kinds()];
    return unknownKind(apiVersion, kind, this.minor, this.kinds);
  }

  private byType(object: Fields, type: string): SchemaFault[] {
    const subject = { isSecret: object['kind'] === 'Secret', minor: this.minor };
    const validators = this.validators[isLarge(object) ? 'first' : 'all'];
    return checked(object, (value) => validators.errorsOfType(type, value), subject);
  }

  private byDefinition(object: Fields, definition: CustomResource): SchemaFault[] {
    const subject = { isSecret: false, minor: this.minor, definition: definition.file };
    const validators = this.validators[isLarge(object) ? 'first' : 'all'];
    const wrong = validators.wrongWith(definition.schema);
    if (wrong !== undefined) {
      const given = `its schema in ${definition.file} cannot be used: ${wrong}`;
      return [
        { code: 'TF3321', severity: 'error', path: ['kind'], given, remedy: 'give it as its project publishes it' },
      ];
    }
    return checked(object, (value) => validators.errorsOf(definition.schema, value), subject);
  }

  private deprecation(apiVersion: string, kind: string): readonly SchemaFault[] {
    const key = `${apiVersion} ${kind}`;
    let faults = this.deprecations.get(key);
    if (!faults) {
      faults = deprecation(apiVersion, kind, this.minor);
      this.deprecations.set(key, faults);
    }
    return faults;
  }
}

function deprecation(apiVersion: string, kind: string, minor: number): SchemaFault[] {
  const lifecycle = lifecycleOf(apiVersion, kind, minor);
  if (lifecycle.state !== 'deprecated') return [];
  const given = `${apiVersion} ${kind} is deprecated in Kubernetes 1.${minor}`;
  return [{ code: 'TF3312', severity: 'warning', path: ['apiVersion'], given, remedy: `use ${lifecycle.replacement}` }];
}

/** Values of an object of which only the first fault is looked for: a large Deployment has some hundreds. */
const LARGE = 5000;

function isLarge(object: Fields): boolean {
  const pending: unknown[] = [object];
  let count = 0;
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const inner: unknown[] = Object.values(value);
    count += inner.length;
    if (count > LARGE) return true;
    pending.push(...inner.filter((field) => field !== undefined));
  }
  return false;
}

/** Faults of the schema. A null is told as such, and what is missing without it as missing. */
function checked(
  object: Fields,
  validate: (value: unknown) => Parameters<typeof faultsOf>[0],
  subject: Subject,
): SchemaFault[] {
  const faults = faultsOf(validate(object), object, subject);
  if (!faults.some(({ code }) => code === 'TF3307')) return faults;
  const clean = withoutNulls(object);
  const left = faultsOf(validate(clean.object), clean.object, subject);
  const isTold = (path: Path) => left.some((fault) => comparePaths(fault.path, path) === 0);
  const isNull = (path: Path) => clean.nulls.some((other) => comparePaths(other, path) === 0);
  const nulls = faults
    .filter(({ code, path }) => code === 'TF3307' && isNull(path) && !isTold(path))
    .map((fault) => ({ ...fault, severity: 'warning' as const, remedy: `leave it out, or ${fault.remedy}` }));
  return [...nulls, ...left];
}

function checkName(object: Fields, apiVersion: string, kind: string): SchemaFault[] {
  if (kind.endsWith('List') && Array.isArray(object['items'])) return [];
  const { name, generateName } = isFields(object['metadata']) ? object['metadata'] : {};
  const path = ['metadata', 'name'];
  if (name === undefined || name === null || name === '') {
    const isGenerated = typeof generateName === 'string' && generateName !== '';
    return isGenerated
      ? []
      : [{ code: 'TF3303', severity: 'error', path, given: 'it is missing', remedy: 'give the object a name' }];
  }
  // Another type is a fault of the schema.
  if (typeof name !== 'string') return [];
  const grammar = nameGrammarOf(typeName(apiVersion, kind));
  return isNameOf(grammar, name)
    ? []
    : [
        {
          code: 'TF3308',
          severity: 'error',
          path,
          given: `${shown(name)} cannot be the name of a ${kind}`,
          remedy: grammar.remedy,
        },
      ];
}

/** Such as the values of a chart, or a pipeline's configuration. */
const SOMETHING_ELSE: SchemaFault = {
  code: 'TF3310',
  severity: 'error',
  path: [],
  given: 'it is no Kubernetes object: it has neither apiVersion nor kind',
  remedy: 'name manifests alone, and of a chart what "helm template" renders',
};

function notAnObject(path: Path, given: string): SchemaFault {
  return { code: 'TF3310', severity: 'error', path, given, remedy: 'give apiVersion, kind and metadata' };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
