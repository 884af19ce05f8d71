import { credentialValue } from '../credentials';
import { type Place, shownPath } from '../errors';
import { isDnsName, yamlParser } from '../manifest';
import { shownName } from './env-name';
import { readTextFile } from './text-file';

/** What a file of Sealed Secrets holds. */
export interface SealedFile {
  /** The file, as messages show it. */
  readonly file: string;
  readonly name: string;
  readonly namespace?: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly encryptedData: Readonly<Record<string, string>>;
  readonly template: SealedTemplate;
}

/** What the Secret has besides the encrypted values. */
export interface SealedTemplate {
  readonly type?: string;
  readonly immutable?: boolean;
  readonly data: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** `creationTimestamp: null` is what kubeseal leaves of it; it is not rendered. */
const METADATA = ['name', 'namespace', 'annotations', 'labels', 'creationTimestamp'] as const;

/**
 * Base64 of what begins with the length of its session key, a number: 256, 384, 512 or 1024. Text never begins so, and
 * what is no ciphertext may be the secret itself.
 */
const CIPHERTEXT = /^(?:A[QYg]|BA)[A-Za-z0-9+/]*={0,2}$/;

/** Why a file is refused: what is wrong with it, and what to do. */
class Refusal extends Error {
  constructor(
    readonly given: string,
    readonly remedy = 'give what "kubeseal --format yaml" writes',
  ) {
    super(given);
  }
}

/**
 * Reads a SealedSecret. Every field is known or refused: what is passed on ends up in a public tree, and a plain Secret
 * by mistake must not.
 */
export function readSealedFile(place: Place, path: string): SealedFile | undefined {
  const text = readTextFile(
    place,
    path,
    'TF1120',
    'create it with kubeseal, or correct the path, which is relative to the current folder',
  );
  if (text === undefined) return undefined;
  const file = shownPath(path);
  try {
    return sealedSecret(file, onlyDocument(text));
  } catch (error) {
    const { given, remedy } = error instanceof Refusal ? error : new Refusal('is no YAML that could be read');
    place.problem('TF1121', file, given, remedy);
    return undefined;
  }
}

/** The parser's own messages quote the text, so only its codes and positions are told. */
function onlyDocument(text: string): Fields {
  const documents = yamlParser().parseAllDocuments(text, { uniqueKeys: true, logLevel: 'silent', prettyErrors: true });
  const found = 'empty' in documents ? [] : documents.filter((document) => document.contents !== null);
  const broken = [...documents].flatMap((document) => [...document.errors, ...document.warnings])[0];
  if (broken)
    throw new Refusal(`is no valid YAML (${broken.code}${broken.linePos ? ` in line ${broken.linePos[0].line}` : ''})`);
  if (found.length !== 1) throw new Refusal(`holds ${found.length} documents`, 'give one SealedSecret to a file');
  // No aliases: kubeseal writes none, and a few lines of them can become gigabytes.
  return fields(found[0]!.toJS({ maxAliasCount: 0 }), 'the document');
}

function sealedSecret(file: string, document: Fields): SealedFile {
  const { apiVersion, kind } = document;
  if (kind === 'Secret')
    throw new Refusal(
      'holds a plain Secret',
      'seal it with kubeseal, and take the plain one out of git: its values count as known',
    );
  if (kind !== 'SealedSecret' || apiVersion !== 'bitnami.com/v1alpha1') {
    throw new Refusal('is no SealedSecret of bitnami.com/v1alpha1');
  }
  const whole = only(document, 'the document', 'apiVersion', 'kind', 'metadata', 'spec', 'status');
  const metadata = only(whole.metadata, 'metadata', ...METADATA);
  const spec = only(whole.spec, 'spec', 'encryptedData', 'template', 'data');
  if (spec.data !== undefined)
    throw new Refusal('has spec.data, sealed as a whole', 'seal it again with a current kubeseal');
  const name = text(metadata.name, 'metadata.name');
  if (name === undefined || !isDnsName(name)) throw new Refusal('has no usable metadata.name');
  return {
    file,
    name,
    namespace: text(metadata.namespace, 'metadata.namespace'),
    annotations: texts(metadata.annotations, 'metadata.annotations'),
    labels: texts(metadata.labels, 'metadata.labels'),
    encryptedData: encrypted(texts(spec.encryptedData, 'spec.encryptedData')),
    template: templateOf(spec.template ?? {}),
  };
}

function encrypted(data: Record<string, string>): Record<string, string> {
  if (Object.keys(data).length === 0) throw new Refusal('has no key in spec.encryptedData');
  const plain = Object.keys(data).find((key) => !CIPHERTEXT.test(data[key]!));
  if (plain !== undefined) throw new Refusal(`spec.encryptedData has ${shownName(plain)}, which is not encrypted`);
  return data;
}

function templateOf(given: unknown): SealedTemplate {
  const template = only(given, 'spec.template', 'type', 'immutable', 'data', 'metadata');
  const metadata = only(template.metadata ?? {}, 'spec.template.metadata', ...METADATA);
  const { immutable } = template;
  if (immutable !== undefined && typeof immutable !== 'boolean')
    throw new Refusal('spec.template.immutable is no boolean');
  const data = texts(template.data, 'spec.template.data');
  for (const [key, value] of Object.entries(data)) {
    const shape = credentialValue(value);
    if (shape)
      throw new Refusal(
        `spec.template.data has ${shownName(key)}, which looks like ${shape}`,
        'seal it, and write {{ index . "key" }} in its place',
      );
  }
  return {
    type: text(template.type, 'spec.template.type'),
    immutable,
    data,
    annotations: texts(metadata.annotations, 'spec.template.metadata.annotations'),
    labels: texts(metadata.labels, 'spec.template.metadata.labels'),
  };
}

/** A mapping with no other fields than the known ones. */
function only<K extends string>(
  given: unknown,
  where: string,
  ...known: readonly K[]
): Readonly<Partial<Record<K, unknown>>> {
  const mapping = fields(given, where);
  const unknown = Object.keys(mapping).find((field) => !(known as readonly string[]).includes(field));
  if (unknown !== undefined) throw new Refusal(`${where} has a field that no SealedSecret has: ${shownName(unknown)}`);
  return mapping as Partial<Record<K, unknown>>;
}

function fields(given: unknown, where: string): Fields {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Refusal(`${where} is no mapping`);
  return given as Fields;
}

function text(given: unknown, where: string): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'string') throw new Refusal(`${where} is no string`);
  return given;
}

function texts(given: unknown, where: string): Record<string, string> {
  const entries = Object.entries(fields(given ?? {}, where)).map(([key, value]) => [
    key,
    text(value, `a value of ${where}`) ?? '',
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
