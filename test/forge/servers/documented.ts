import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Answer, Call } from './server';

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A request as the documentation of a forge has it. */
export interface Operation {
  readonly method: string;
  /** With `{name}` for what varies. */
  readonly path: string;
  /** Parameters of the query. */
  readonly query?: Readonly<Record<string, Schema>>;
  /** The body; none without it. */
  readonly body?: Schema;
  /** Schemas of answers by status; null for an empty one. */
  readonly answers: Readonly<Record<number, Schema | null>>;
}

/** An object with these properties and no others. */
export function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** An object that has these properties, each of them, and no others. */
export function whole(properties: Readonly<Record<string, Schema>>): Schema {
  return closed(properties, Object.keys(properties));
}

export const list = (items: Schema): Schema => ({ type: 'array', items });
export const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const text: Schema = { type: 'string' };
export const number: Schema = { type: 'integer' };
export const flag: Schema = { type: 'boolean' };
export const time: Schema = { type: 'string', format: 'date-time' };
export const commit: Schema = { type: 'string', pattern: '^[0-9a-f]{40}$' };

/** An API as its documentation tells, written down as schemas. What is not written down is not there. */
export class DocumentedApi {
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  private readonly coercing = addFormats(new Ajv({ strict: false, allErrors: true, coerceTypes: true }));
  private readonly compiled = new Map<Schema, ValidateFunction>();

  constructor(
    private readonly operations: readonly Operation[],
    /** Statuses that every request may be answered with, and what is said then. */
    private readonly errors: Readonly<Record<number, Schema>>,
  ) {}

  /** What a request has against it. */
  checkCall(call: Call): string[] {
    const operation = this.find(call);
    if (!operation) {
      return ['it is documented nowhere'];
    }
    const { query = {}, body } = operation;
    const wrong = [...call.query].flatMap(([name, value]) => {
      const schema = query[name];
      return schema ? this.check(this.coercing, whole({ value: schema }), { value }, name) : [`no parameter ${name}`];
    });
    if (!body || call.body === undefined) {
      return [...wrong, ...(body ? ['the body is missing'] : call.body === undefined ? [] : ['it takes no body'])];
    }
    return [...wrong, ...this.check(this.ajv, body, call.body, 'body')];
  }

  /** What an answer has against it. */
  checkAnswer(call: Call, { status, body }: Answer): string[] {
    const schema = this.find(call)?.answers[status] ?? this.errors[status];
    if (schema === undefined) {
      return this.find(call)?.answers[status] === null && body === undefined ? [] : [`${status} is documented nowhere`];
    }
    return this.check(this.ajv, schema, body, 'answer');
  }

  private find({ method, path }: Call): Operation | undefined {
    const parts = path.split('/');
    return this.operations.find((one) => {
      const names = one.path.split('/');
      const fits = names.every((name, index) => name.startsWith('{') || name === parts[index]);
      return one.method === method && names.length === parts.length && fits;
    });
  }

  private check(ajv: Ajv, schema: Schema, data: unknown, where: string): string[] {
    const validate = this.compiled.get(schema) ?? ajv.compile(schema);
    this.compiled.set(schema, validate);
    return validate(data) ? [] : [`${where}: ${ajv.errorsText(validate.errors)}`];
  }
}
