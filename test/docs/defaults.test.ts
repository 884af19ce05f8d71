import * as ts from 'typescript';
import { Api } from '../../scripts/docs/api';

const api = new Api();

/** Optional props: of exported interfaces, and of what methods of exported classes take in place. */
function optionalProps(): { name: string; node: ts.PropertySignature }[] {
  return api.exported.flatMap(({ name, declaration }) =>
    scopes(name, declaration).flatMap(([scope, node]) =>
      propertySignatures(node)
        .filter(({ questionToken }) => questionToken)
        .map((prop) => ({ name: `${scope}.${prop.name.getText()}`, node: prop })),
    ),
  );
}

/** Where props are declared: an interface, or the parameters of a method. */
function scopes(name: string, declaration: ts.Declaration): [name: string, node: ts.Node][] {
  if (ts.isInterfaceDeclaration(declaration)) {
    return [[name, declaration]];
  }
  const members = ts.isClassDeclaration(declaration) ? declaration.members.filter(ts.isMethodDeclaration) : [];
  return members
    .filter((method) => api.isPublic(method))
    .flatMap((method) =>
      method.parameters.map((node): [string, ts.Node] => [`${name}.${method.name.getText()}`, node]),
    );
}

function propertySignatures(node: ts.Node): ts.PropertySignature[] {
  const found: ts.PropertySignature[] = ts.isPropertySignature(node) ? [node] : [];
  ts.forEachChild(node, (child) => void found.push(...propertySignatures(child)));
  return found;
}

test('every optional prop says what its default is', () => {
  expect(optionalProps().length).toBeGreaterThan(100);
  const silent = optionalProps().filter(({ node }) => !api.docsOf(node).tags.get('default'));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every prop and every exported name says what it is', () => {
  const props = api.exported.flatMap(({ name, declaration }) =>
    ts.isInterfaceDeclaration(declaration)
      ? api.members(declaration).map((member) => ({ ...member, name: `${name}.${member.name}` }))
      : [],
  );
  const silent = [...api.exported, ...props].filter(({ docs }) => !docs.text);
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every exported name of the release engine says what it is', () => {
  const { exported } = new Api(['lib/release/index.ts']);
  expect(exported.filter(({ docs }) => !docs.text).map(({ name }) => name)).toEqual([]);
});
