import { parse, parseAllDocuments } from 'yaml';
import { type JsonValue, toYaml } from '../../lib/manifest/yaml';

type Json = Record<string, unknown>;

/**
 * Parts of a manifest, each in its surroundings: `spec.replicas, spec.template.spec.containers.0.ports`. A part that
 * begins with `!` is left out; `*` stands for every item of a list, `spec.{replicas,strategy}` for two parts.
 */
export function excerpt(text: string, parts: string): string {
  const single = parts.replace(/([^\s,{}]*)\{([^{}]*)\}/g, (_, begin: string, ends: string) =>
    ends
      .split(',')
      .map((end) => begin + end.trim())
      .join(','),
  );
  const paths = single.split(',').map((part) => part.trim());
  const wanted = paths.filter((path) => !path.startsWith('!')).map(steps);
  const unwanted = paths.filter((path) => path.startsWith('!')).map((path) => steps(path.slice(1)));
  const documents = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  const shown = documents.map((whole) => {
    const kept = wanted.length > 0 ? keep(whole, wanted) : whole;
    return unwanted.reduce((rest, path) => without(rest, path), kept);
  });
  const missing = [...wanted, ...unwanted].find((path) => !documents.some((document) => has(document, path)));
  if (missing) {
    throw new Error(`there is no ${missing.join('.')} in:\n${text}`);
  }
  return shown
    .filter((document) => document !== undefined)
    .map((document) => toYaml(document as JsonValue))
    .join('---\n');
}

/** Parts of a JSON file, chosen as those of a manifest. What fits a line is on one. */
export function jsonExcerpt(text: string, parts: string): string {
  return `${compact(parse(excerpt(text, parts)), '')}\n`;
}

function compact(value: unknown, indent: string): string {
  const line = spaced(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= 118) {
    return line;
  }
  const further = `${indent}  `;
  const items = Object.entries(value).map(([key, item]) => {
    return `${further}${Array.isArray(value) ? '' : `${JSON.stringify(key)}: `}${compact(item, further)}`;
  });
  const [begin, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${begin}\n${items.join(',\n')}\n${indent}${end}`;
}

/** JSON on one line, with a space where people put one. */
function spaced(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  return Array.isArray(value)
    ? `[${value.map(spaced).join(', ')}]`
    : `{ ${Object.entries(value)
        .map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`)
        .join(', ')} }`;
}

function steps(path: string): string[] {
  return path.split('.');
}

function has(value: unknown, [step, ...rest]: readonly string[]): boolean {
  return step === undefined
    ? value !== undefined
    : children(value, step).some((key) => has((value as Json)[key], rest));
}

/** Keys of what a step leads to. */
function children(value: unknown, step: string): string[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.filter((key) => step === '*' || step === key);
}

function keep(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0) || typeof value !== 'object' || value === null) {
    return paths.some((path) => path.length === 0) ? value : undefined;
  }
  const kept = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    const further = paths.filter(([step]) => step === '*' || step === key).map(([, ...rest]) => rest);
    const part: unknown = further.length > 0 ? keep(child, further) : undefined;
    return part === undefined ? [] : [[key, part]];
  });
  if (kept.length === 0) {
    return undefined;
  }
  return Array.isArray(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
}

function without(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) {
    return value;
  }
  const gone = children(value, step);
  const left = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    if (!gone.includes(key)) {
      return [[key, child]];
    }
    return rest.length === 0 ? [] : [[key, without(child, rest)]];
  });
  return Array.isArray(value) ? left.map(([, item]) => item) : Object.fromEntries(left);
}
