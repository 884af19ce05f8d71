import * as ts from 'typescript';
import { Api, type Docs, type Exported, type Member } from './api';

const AREAS: readonly (readonly [area: string, title: string])[] = [
  ['platform', 'Platform and application'],
  ['service', 'Services and what they have'],
  ['config', 'Config and secrets'],
  ['traffic', 'Traffic'],
  ['rollout', 'Rollout strategies'],
  ['policy', 'Rules'],
  ['manifest', 'Manifests and platform defaults'],
  ['errors', 'Errors'],
  ['testing', 'The test kit'],
];

let api: Api | undefined;
const theApi = () => (api ??= new Api());

/** `docs/reference.md`: every public name, from the docstrings. */
export function renderReference(): string {
  const areas = AREAS.map(([area, title]) => {
    const names = theApi().exported.filter((exported) => exported.area === area);
    const sorted = names.sort((a, b) => (a.name < b.name ? -1 : 1));
    const index = sorted.map(({ name }) => link(name)).join(', ');
    return `## ${title}\n\n${index}\n\n${sorted.map(describe).join('\n')}`;
  });
  return [
    '# Reference\n',
    'Every public name of `cdk8s-twelve-factor`, and of `cdk8s-twelve-factor/testing`, which is [the test kit](#the-test-kit).',
    '`npm run docs` writes this page from the docstrings. Props are `readonly`;',
    'what is in italics as a default is described, not a value. `Size`, `Duration` and `Cron` are those of `cdk8s`.\n',
    areas.join('\n'),
    releaseEngine(),
  ].join('\n');
}

/** What programs get that do what `twelve` does: a line for each name, because the types say the rest. */
function releaseEngine(): string {
  const { exported } = new Api(['lib/release/index.ts']);
  const rows = [...exported]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, declaration, docs }) => {
      const call = ts.isFunctionDeclaration(declaration) ? '()' : '';
      return `| \`${name}${call}\` | ${cell(docs.text.split('\n\n')[0] ?? '')} |\n`;
    });
  return [
    '## The release engine\n',
    '`cdk8s-twelve-factor/release` is for programs that do what [`twelve`](cli.md) does: a pure core of states and transitions, and git around it.',
    `\n| | |\n|---|---|\n${rows.join('')}`,
  ].join('\n');
}

/** Fills the tables of a page that are between `<!-- props: ScalingProps -->` and `<!-- /props -->`. */
export function propsTables(text: string): string {
  return text.replace(
    /^(<!-- props: (\w+) -->\n)[\s\S]*?^(<!-- \/props -->)$/gm,
    (_, begin: string, name: string, end: string) => {
      const declaration = theApi().find(name)?.declaration;
      if (!declaration || !ts.isInterfaceDeclaration(declaration)) {
        throw new Error(`props: ${name}: the library exports no such interface`);
      }
      return `${begin}\n${propsTable(declaration)}\n${end}`;
    },
  );
}

function describe({ name, declaration, docs }: Exported): string {
  const parts = [`### ${name}\n`, paragraphs(docs)];
  if (ts.isInterfaceDeclaration(declaration)) {
    parts.push(alsoTakes(declaration), propsTable(declaration));
  } else if (ts.isClassDeclaration(declaration)) {
    parts.push(members(declaration));
  } else if (ts.isTypeAliasDeclaration(declaration)) {
    parts.push(code(`type ${name}${generics(declaration)} = ${oneLine(declaration.type.getText())};`));
  } else if (ts.isFunctionDeclaration(declaration)) {
    parts.push(code(`function ${name}${signature(declaration)};`));
  }
  const example = docs.tags.get('example');
  return [...parts, example === undefined || example.startsWith('`') ? '' : `\`\`\`ts\n${example}\n\`\`\`\n`]
    .filter(Boolean)
    .join('\n');
}

function members(declaration: ts.ClassDeclaration): string {
  const lines = theApi()
    .members(declaration)
    .flatMap(({ node, name, docs }) => {
      const owner = ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static ? `${declaration.name?.text}.` : '.';
      if (ts.isMethodDeclaration(node)) {
        return item(`${owner}${name}${signature(node)}`, docs);
      }
      return item(`${owner}${name}${isOptional(node) ? '?' : ''}: ${typeOf(node)}`, docs);
    });
  const constructor = declaration.members
    .filter(ts.isConstructorDeclaration)
    .find((member) => theApi().isPublic(member));
  const made =
    constructor && !isAbstract(declaration) ? [`- \`new ${declaration.name?.text}${parameters(constructor)}\`\n`] : [];
  const base = declaration.heritageClauses?.flatMap(({ types }) => types.map((type) => type.getText()))[0];
  const inherits = base && theApi().find(base) ? `Also has what ${link(base)} has.\n\n` : '';
  return `${inherits}${[...made, ...lines].join('')}`;
}

function propsTable(declaration: ts.InterfaceDeclaration): string {
  const members = theApi().members(declaration);
  // What has no optional field is given to users rather than by them.
  const hasDefaults = members.some(({ node }) => isOptional(node));
  const rows = members.map(({ node, name, docs }) => {
    const given = hasDefaults ? [isOptional(node) ? defaultOf(docs) : 'required'] : [];
    return `| ${[inline(name), inline(cell(typeOf(node))), ...given, cell(paragraphs(docs))].join(' | ')} |\n`;
  });
  const head = hasDefaults ? '| prop | type | default | |\n|---|---|---|---|\n' : '| field | type | |\n|---|---|---|\n';
  return rows.length > 0 ? `${head}${rows.join('')}` : '';
}

function isOptional(node: Member): boolean {
  return 'questionToken' in node && node.questionToken !== undefined;
}

/** Italics: what the default is, rather than a value. */
function defaultOf(docs: Docs): string {
  const text = docs.tags.get('default') ?? '- not told';
  return text.startsWith('- ') ? `*${cell(text.slice(2))}*` : inline(cell(text));
}

function alsoTakes(declaration: ts.InterfaceDeclaration): string {
  const bases = declaration.heritageClauses?.flatMap(({ types }) => types.map((type) => type.getText())) ?? [];
  const words = bases.map((base) => base.replace(/^Omit<(\w+), keyof (\w+)>$/, '$1 without $2').replace(/\w+/g, link));
  return words.length > 0 ? `Also takes what ${words.join(' and ')} ${words.length > 1 ? 'take' : 'takes'}.\n` : '';
}

/** An exported name with a link to what is said of it. */
function link(name: string): string {
  return theApi().find(name) ? `[${name}](#${name.toLowerCase()})` : name;
}

function item(signature: string, docs: Docs): string {
  const text = paragraphs(docs).trim().replaceAll('\n\n', '<br>\n  ');
  return `- ${inline(oneLine(signature))}${text ? `<br>\n  ${text}` : ''}\n`;
}

/** The words of a docstring, a paragraph to a line, with what it throws and refers to. */
function paragraphs({ text, tags }: Docs): string {
  const throws = tags.get('throws');
  const see = tags.get('see');
  const words = text.split(/\n\s*\n/).map(oneLine);
  return (
    [...words, ...(throws ? [`Throws ${oneLine(throws)}.`] : []), ...(see ? [`See ${see}`] : [])]
      .filter(Boolean)
      .join('\n\n') + '\n'
  );
}

function typeOf(node: ts.Node): string {
  const { type, initializer } = node as ts.PropertyDeclaration;
  return type ? oneLine(type.getText()) : initializer ? oneLine(initializer.getText()) : 'unknown';
}

function signature(node: ts.SignatureDeclaration): string {
  return `${generics(node)}${parameters(node)}${node.type ? `: ${node.type.getText()}` : ''}`;
}

function parameters(node: ts.SignatureDeclaration): string {
  return `(${node.parameters
    .map((parameter) =>
      oneLine(
        parameter
          .getText()
          .replace(/\/\*[\s\S]*?\*\//g, '')
          .replace(/^(?:(?:private|readonly) )+/, '')
          .trim(),
      ),
    )
    .join(', ')})`;
}

function generics({ typeParameters }: { readonly typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> }): string {
  return typeParameters ? `<${typeParameters.map((parameter) => parameter.getText()).join(', ')}>` : '';
}

function isAbstract(declaration: ts.ClassDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0;
}

/** Code within a line, which may have backticks of its own. */
function inline(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function code(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\`\n`;
}

function cell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
