import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { FORMATS } from './formats';
import type { JsonSchema } from './json-schema';
import { METADATA, schemasOfType } from './kubernetes-schemas';

const MAX_INT32 = 2 ** 31;
const MAX_INT64 = 2 ** 63;

/** Compiles schemas when they are first needed: a Deployment takes a tenth of a second, what it shares with others nothing more. */
export class Validators {
  private readonly ajv: Ajv;
  private readonly added = new Set<string>();
  private readonly compiled = new Map<string, ValidateFunction>();

  /**
   * @param minor minor of Kubernetes whose types are meant
   * @param allErrors whether to find all that is wrong, not the first alone: of many thousand errors that takes minutes
   */
  constructor(
    private readonly minor: number,
    allErrors: boolean,
  ) {
    this.ajv = newAjv(allErrors);
  }

  /** What is wrong with an object as one of Kubernetes' own types. */
  errorsOfType(name: string, object: unknown): readonly ErrorObject[] {
    let validate = this.compiled.get(name);
    if (!validate) {
      this.addType(name);
      validate = this.ajv.getSchema(name) as ValidateFunction;
      this.compiled.set(name, validate);
    }
    return validate(object) ? [] : (validate.errors ?? []);
  }

  /** What is wrong with an object of a custom resource. */
  errorsOf(schema: JsonSchema, object: unknown): readonly ErrorObject[] {
    const validate = this.compile(schema);
    return validate(object) ? [] : (validate.errors ?? []);
  }

  /** Why the schema of a custom resource cannot be used, if it can't. */
  wrongWith(schema: JsonSchema): string | undefined {
    try {
      this.compile(schema);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Once, which ajv sees to. */
  private compile(schema: JsonSchema): ValidateFunction {
    this.addType(METADATA);
    return this.ajv.compile(schema);
  }

  /** Makes a type known, and all that it is made of. */
  private addType(name: string): void {
    for (const schema of schemasOfType(name, this.minor, this.added)) this.ajv.addSchema(schema);
  }
}

function newAjv(allErrors: boolean): Ajv {
  const ajv = new Ajv({
    strict: false,
    // With the schema that says so.
    allErrors,
    verbose: true,
    // The schemas are ours; unknown formats of custom resources are let be.
    validateSchema: false,
    logger: false,
    unicodeRegExp: false,
    // Each type is compiled once, and not into all that have it.
    inlineRefs: false,
    code: { optimize: false },
  });
  for (const [name, { test }] of Object.entries(FORMATS)) ajv.addFormat(name, test);
  ajv.addFormat('int32', { type: 'number', validate: (value) => value >= -MAX_INT32 && value < MAX_INT32 });
  ajv.addFormat('int64', { type: 'number', validate: (value) => value >= -MAX_INT64 && value < MAX_INT64 });
  return ajv;
}
