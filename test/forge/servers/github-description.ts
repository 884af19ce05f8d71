import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import type { Answer, Call } from './server';

/** What is used of an OpenAPI description. */
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}
interface Operation {
  readonly parameters?: readonly (Parameter & Reference)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, ResponseObject & Reference>>;
}
interface Reference {
  readonly $ref?: string;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: object;
}
interface ResponseObject {
  readonly content?: Content;
}
type Content = Readonly<Record<string, { readonly schema: object }>>;

const ID = 'https://api.github.com/description';

/** GitHub's own description of its API, which GitHub publishes. */
class GitHubDescription {
  private readonly description = JSON.parse(
    readFileSync(require.resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8'),
  ) as Description;
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true, coerceTypes: false }));
  private readonly coercing = addFormats(new Ajv({ strict: false, allErrors: true, coerceTypes: true }));
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor() {
    for (const ajv of [this.ajv, this.coercing]) {
      ajv.addFormat('repo.nwo', /^[^/]+\/[^/]+$/);
      ajv.addSchema({ $id: ID, ...this.description });
    }
  }

  /** One of the answers that GitHub gives as an example. */
  example(name: string): Record<string, unknown> {
    const { value } = this.description.components.examples[name] as { value: unknown };
    return structuredClone(Array.isArray(value) ? value[0] : value) as Record<string, unknown>;
  }

  /** What a request has against the description: an unknown path or parameter, a body that is not as it should be. */
  checkCall({ method, path, query, body }: Call): string[] {
    const found = this.find(method, path);
    if (!found) {
      return ['GitHub has no such path'];
    }
    const { operation, pointer } = found;
    const parameters = (operation.parameters ?? []).map((one) => this.resolve(one, 'parameters'));
    const asked = [...query].flatMap(([name, value]) => {
      const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
      return parameter
        ? this.errors(this.coercing, parameter.schema, { value }, `query ${name}`)
        : [`no parameter ${name}`];
    });
    const missing = parameters.filter((one) => one.in === 'query' && one.required && !query.has(one.name));
    const content = operation.requestBody?.content['application/json'];
    const isBodyOdd = body !== undefined && !content;
    const wrong = content && body !== undefined ? this.checkBody(content.schema, `${pointer}/requestBody`, body) : [];
    return [
      ...asked,
      ...missing.map(({ name }) => `the parameter ${name} is missing`),
      ...(isBodyOdd ? ['it takes no body'] : []),
      ...(operation.requestBody?.required && body === undefined ? ['the body is missing'] : []),
      ...wrong,
    ];
  }

  /** What an answer has against the description. */
  checkAnswer({ method, path }: Call, { status, body }: Answer): string[] {
    const found = this.find(method, path);
    if (!found) {
      return [];
    }
    const { operation, pointer } = found;
    const response = operation.responses[status];
    // What every path may answer is not listed for each.
    if (!response) {
      return [401, 403, 404].includes(status) ? [] : ['GitHub never answers this'];
    }
    const content = this.resolve(response, 'responses').content;
    const json = content?.['application/json'];
    if (!json) {
      return body === undefined || status === 422 ? [] : ['GitHub answers nothing'];
    }
    const where = response.$ref?.slice(1) ?? `${pointer}/responses/${status}`;
    return this.errorsAt(`${where}/content/application~1json/schema`, body);
  }

  private find(method: string, path: string): { operation: Operation; pointer: string } | undefined {
    const parts = path.split('/');
    const fits = (template: string) => {
      const names = template.split('/');
      return (
        names.length === parts.length && names.every((name, index) => name.startsWith('{') || name === parts[index])
      );
    };
    // A path without a variable comes before one with it.
    const templates = Object.keys(this.description.paths).filter(fits);
    const template = templates.sort((a, b) => a.split('{').length - b.split('{').length)[0];
    const operation = template && this.description.paths[template]?.[method.toLowerCase()];
    return operation
      ? { operation, pointer: `/paths/${template.replaceAll('/', '~1')}/${method.toLowerCase()}` }
      : undefined;
  }

  private resolve<T extends object>(one: T & Reference, group: 'parameters' | 'responses'): T {
    const name = one.$ref?.split('/').at(-1);
    return name === undefined ? one : (this.description.components[group][name] as T);
  }

  /** GitHub ignores properties that it doesn't know; a mistake of ours is one all the same. */
  private checkBody(schema: object, pointer: string, body: unknown): string[] {
    const { properties } = schema as { properties?: object };
    const unknown =
      properties && typeof body === 'object' && body !== null
        ? Object.keys(body).filter((name) => !(name in properties))
        : [];
    return [
      ...unknown.map((name) => `no property ${name}`),
      ...this.errorsAt(`${pointer}/content/application~1json/schema`, body),
    ];
  }

  private errors(ajv: Ajv, schema: object, data: { value: unknown }, where: string): string[] {
    const validate = ajv.compile({ type: 'object', properties: { value: schema } });
    return validate(data) ? [] : [`${where}: ${ajv.errorsText(validate.errors)}`];
  }

  private errorsAt(pointer: string, data: unknown): string[] {
    // A pointer in an address is encoded.
    const $ref = `${ID}#${pointer.split('/').map(encodeURIComponent).join('/')}`;
    const validate = this.compiled.get($ref) ?? this.ajv.compile({ $ref });
    this.compiled.set($ref, validate);
    return validate(data) ? [] : [this.ajv.errorsText(validate.errors)];
  }
}

let description: GitHubDescription | undefined;

/** It is large: read once in each test file, and in no other ones. */
export function gitHubDescription(): GitHubDescription {
  return (description ??= new GitHubDescription());
}
