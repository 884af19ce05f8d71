import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields } from './client';

interface Validate {
  (value: unknown): boolean;
  errors?:
    | readonly {
        readonly instancePath: string;
        readonly keyword: string;
        readonly params: {
          readonly allowedValues?: readonly string[];
          readonly format?: string;
          readonly type?: string;
        };
      }[]
    | null;
}

/** No value of any field. */
const NONE = '\0';

/**
 * What a client doesn't tell of fields: the values allowed, and which are quantities or objects of any shape. Learnt from the compiled schemas of
 * `kubernetes-models` by asking each with a value that is none.
 */
export class ValueTypes {
  private readonly files = new Map<string, string[]>();

  constructor(folders: readonly string[]) {
    for (const folder of folders.filter(existsSync)) {
      const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
      for (const file of files.sort()) {
        const [, group = '', version = '', name = ''] =
          /^IoK8s(.*?)(V\d+(?:(?:alpha|beta)\d+)?)(\w+)\.js$/.exec(file) ?? [];
        // Two groups have a type of that name: the client calls one of them `CoreV1Event`. And what it has of a type's newest version
        // holds for the ones before, which are left out.
        const short = group.replace(/^.*?(?:PkgApis|Api)(?=[A-Z])/, '');
        for (const key of [version + name, short + version + name, name]) {
          this.files.set(key, [...(this.files.get(key) ?? []), join(folder, file)]);
        }
      }
    }
  }

  /** Fields of a type with what is learnt. */
  async refined(name: string, fields: Fields): Promise<Fields> {
    const files = this.files.get(name) ?? this.files.get(name.replace(/^V\d+(?:(?:alpha|beta)\d+)?/, '')) ?? [];
    if (files.length !== 1) return fields;
    const { validate } = (await import(files[0] as string)) as { validate: Validate };
    return new Map(
      Array.from(fields, ([field, given]) => [field, { ...given, type: refinedType(validate, field, given.type) }]),
    );
  }
}

function refinedType(validate: Validate, field: string, type: string): string {
  const [, shape = '', leaf = ''] = /^((?:\[\]|\{\})*)(.+)$/.exec(type) ?? [];
  // The kinds have one value each, which is known.
  if (!['string', 'any'].includes(leaf) || field === 'kind' || field === 'apiVersion') return type;
  const steps = shape.match(/\[\]|\{\}/g) ?? [];
  const value = steps.reduceRight<unknown>((inner, step) => (step === '[]' ? [inner] : { x: inner }), NONE);
  const path = `/${field.replaceAll('/', '~1')}${steps.map((step) => (step === '[]' ? '/0' : '/x')).join('')}`;
  validate({ [field]: value });
  const errors = (validate.errors ?? []).filter(({ instancePath }) => instancePath === path);
  if (errors.some(({ params }) => params.format === 'quantity')) return `${shape}quantity`;
  if (leaf === 'any' && errors.some(({ params }) => params.type === 'object')) return `${shape}object`;
  const allowed = errors.find(({ keyword }) => keyword === 'enum')?.params.allowedValues;
  return leaf === 'string' && allowed ? `${shape}=${allowed.join('|')}` : type;
}
