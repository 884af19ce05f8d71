import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './docs/project';
import { between } from './kubernetes/between';
import { type Fields, readClient, type Release } from './kubernetes/client';
import { merge, type Merged } from './kubernetes/merge';
import { BETWEEN, CLIENTS, enumFolders, packageFolder } from './kubernetes/sources';
import { ValueTypes } from './kubernetes/values';

// Writes schemas/kubernetes.json, what `lib/schema` knows of Kubernetes: of packages of the npm registry, all named with their version in
// scripts/kubernetes/sources.ts, so that everybody gets the same bytes.

async function main(): Promise<void> {
  const releases = new Map(
    Object.entries(CLIENTS).map(([minor, name]) => [Number(minor), readClient(packageFolder(name))] as const),
  );
  for (const [minor, name] of Object.entries(BETWEEN)) {
    const [before, after] = [releases.get(Number(minor) - 1)!, releases.get(Number(minor) + 1)!];
    releases.set(Number(minor), between(before, after, packageFolder(name)));
  }
  const values = new ValueTypes(enumFolders());
  const refined = new Map<number, Release>();
  for (const [minor, { types, kinds }] of withFormats(releases)) {
    const known: [string, Fields][] = [];
    for (const [name, fields] of types) known.push([name, await values.refined(name, fields)]);
    refined.set(minor, { kinds, types: new Map(known) });
  }
  writeFileSync(join(ROOT, 'schemas', 'kubernetes.json'), json(merge(refined)));
}

/** Clients before version 1 have no formats: those of later ones are true of them. */
function withFormats(releases: ReadonlyMap<number, Release>): Map<number, Release> {
  const exact = new Map<string, string>();
  const each = (act: (key: string, type: string) => void) => {
    for (const { types } of releases.values()) {
      types.forEach((fields, name) => fields.forEach(({ type }, field) => act(`${name}.${field}`, type)));
    }
  };
  each((key, type) => {
    if (/(?:int32|int64|number|bytes)$/.test(type)) exact.set(key, type);
  });
  const isVague = (type: string) => /^(?:\[\]|\{\})*(?:integer|string)$/.test(type);
  return new Map(
    Array.from(releases, ([minor, { kinds, types }]) => [
      minor,
      {
        kinds,
        types: new Map(
          Array.from(types, ([name, fields]) => [
            name,
            new Map(
              Array.from(fields, ([field, given]) => [
                field,
                isVague(given.type) ? { ...given, type: exact.get(`${name}.${field}`) ?? given.type } : given,
              ]),
            ),
          ]),
        ),
      },
    ]),
  );
}

/** A type is a line, so that git shows what a new minor brings. */
function json({ minors, kinds, types }: Merged): string {
  const rows = (of: object) =>
    Object.entries(of)
      .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');
  return `{\n  "minors": ${JSON.stringify(minors)},\n  "kinds": {\n${rows(kinds)}\n  },\n  "types": {\n${rows(types)}\n  }\n}\n`;
}

void main();
