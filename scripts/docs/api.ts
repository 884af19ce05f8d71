import { join, relative } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from './project';

/** A name that the library exports. */
export interface Exported {
  readonly name: string;
  /** Folder of `lib` that it is from: `service`. */
  readonly area: string;
  readonly declaration: ts.Declaration;
  readonly docs: Docs;
}

/** What a docstring says. */
export interface Docs {
  readonly text: string;
  /** Texts of tags, such as `default`. */
  readonly tags: ReadonlyMap<string, string>;
}

/** A field or method. */
export type Member = ts.ClassElement | ts.TypeElement;

/** The library's public API, in the order of its source: each exported name with its declaration. */
export class Api {
  readonly exported: readonly Exported[];
  private readonly checker: ts.TypeChecker;

  /** @param files - the modules whose exports are meant: the constructs and the test kit */
  constructor(files: readonly string[] = ['lib/index.ts', 'lib/testing/index.ts']) {
    const modules = files.map((file) => join(ROOT, file));
    const program = librarySources(modules);
    this.checker = program.getTypeChecker();
    const symbols = modules.map((file) => this.checker.getSymbolAtLocation(program.getSourceFile(file)!)!);
    this.exported = symbols.flatMap((module) =>
      this.checker.getExportsOfModule(module).flatMap((symbol) => this.describe(symbol)),
    );
  }

  find(name: string): Exported | undefined {
    return this.exported.find((exported) => exported.name === name);
  }

  /** Members that users see, with what is said of them. */
  members(declaration: ts.ClassDeclaration | ts.InterfaceDeclaration): { node: Member; name: string; docs: Docs }[] {
    return [...declaration.members, ...parameterProperties(declaration)].flatMap((node) => {
      const name = node.name?.getText();
      return name !== undefined && this.isPublic(node) && !isOverloaded(node, declaration)
        ? [{ node: node as Member, name, docs: this.docsOf(node) }]
        : [];
    });
  }

  /** Whether users see a member. */
  isPublic(node: ts.Declaration): boolean {
    const hidden = ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
    return !hidden && !ts.getJSDocTags(node).some((tag) => tag.tagName.text === 'internal');
  }

  docsOf(node: ts.Node): Docs {
    // Each signature of a method has its own words.
    const described = ts.isMethodDeclaration(node)
      ? this.checker.getSignatureFromDeclaration(node)
      : (node as ts.Node & { symbol?: ts.Symbol }).symbol;
    const tags = described?.getJsDocTags(this.checker as never) ?? [];
    return {
      text: ts.displayPartsToString(described?.getDocumentationComment(this.checker)),
      tags: new Map(tags.map((tag) => [tag.name, ts.displayPartsToString(tag.text).trim()])),
    };
  }

  private describe(symbol: ts.Symbol): Exported[] {
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.declarations?.[0];
    const file = declaration ? relative(join(ROOT, 'lib'), declaration.getSourceFile().fileName) : '';
    // What is passed on from another package is documented there.
    return declaration
      ? [{ name: symbol.name, area: file.split('/')[0] ?? '', declaration, docs: this.docsOf(declaration) }]
      : [];
  }
}

/** Constructor parameters that are fields: `constructor(readonly name: string)`. */
function parameterProperties(declaration: ts.ClassDeclaration | ts.InterfaceDeclaration): ts.ParameterDeclaration[] {
  const members: readonly ts.Node[] = declaration.members;
  return members
    .filter(ts.isConstructorDeclaration)
    .flatMap(({ parameters }) => [...parameters])
    .filter((parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent));
}

/** Whether a method is what stands behind its overloads, which users do not see. */
function isOverloaded(node: ts.Node, { members }: ts.ClassDeclaration | ts.InterfaceDeclaration): boolean {
  const isOverload = (other: ts.Node) =>
    ts.isMethodDeclaration(other) &&
    !other.body &&
    other.name.getText() === (node as ts.MethodDeclaration).name.getText();
  return ts.isMethodDeclaration(node) && node.body !== undefined && [...members].some(isOverload);
}

/** The library alone: what other packages declare is not needed, and reading it would take most of the time. */
function librarySources(modules: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    noLib: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const resolve = (name: string, from: string) =>
    name.startsWith('.') ? ts.resolveModuleName(name, from, options, host) : { resolvedModule: undefined };
  return ts.createProgram([...modules], options, {
    ...host,
    resolveModuleNameLiterals: (names, from) => names.map(({ text }) => resolve(text, from)),
  });
}
