import { type ErrorPage, errorCodes } from '../../lib/errors/codes';

/** Areas by the two digits after TF. */
const AREAS: Readonly<Record<string, readonly [title: string, ...pages: string[]]>> = {
  '10': ['Names, images, environments, ports', 'application'],
  '11': ['Config and secrets', 'config', 'secrets'],
  '12': ['Scaling, resources, disruption', 'scaling'],
  '13': ['Health and shutdown', 'health'],
  '14': ['Metrics and links', 'metrics'],
  '15': ['Routes and network policy', 'traffic', 'security'],
  '16': ['Rollout', 'scaling'],
  '17': ['Security', 'security'],
  '18': ['Tasks and external services', 'tasks', 'external-service'],
  '19': ['The whole application, and its output', 'application', 'manifests'],
  '20': ['Bundles', 'manifests', 'releases'],
  '21': ['The rules of releases', 'releases', 'policies', 'operations'],
  '22': ['The platform repository', 'platform-repository', 'operations'],
  '23': ['git and remotes', 'operations', 'cli'],
  '24': ['Pull requests', 'releases', 'operations', 'forges'],
  '25': ['The command', 'cli'],
  '30': ['Rules: objects that name or select each other', 'policy'],
  '31': ['Rules: pods and containers', 'policy'],
  '32': ['Rules: single objects', 'policy'],
  '33': ['Schemas of Kubernetes and of custom resources', 'schemas'],
  '34': ['YAML and JSON that is checked', 'schemas'],
  '35': ['The test kit', 'testing'],
  '26': ['App files', 'cli', 'getting-started'],
};

const INTRODUCTION = `# Error codes

A mistake is told as one line: where, what was given, what to do, and a code. Here is every code. \`npm run docs\` writes this
page from \`errorCodes\`, which the library exports. A code, once published, keeps its meaning.
`;

/** `docs/errors.md`: every code with its remedy. */
export function renderErrors(codes: Readonly<Record<string, ErrorPage>> = errorCodes): string {
  const names = Object.keys(codes).sort();
  const areas = [...new Set(names.map(areaOf))].map((area) => {
    const [title, ...pages] = AREAS[area] ?? [];
    if (title === undefined) {
      throw new Error(`scripts/docs/errors.ts knows no area TF${area}xx`);
    }
    const entries = names.filter((name) => areaOf(name) === area).map((name) => entry(name, codes[name]!));
    return `## TF${area}xx: ${title}\n\nSee ${pages.map((page) => `[${page}](${page}.md)`).join(', ')}.\n\n${entries.join('\n')}`;
  });
  return `${INTRODUCTION}\n${areas.join('\n')}`;
}

function areaOf(code: string): string {
  return code.slice(2, 4);
}

function entry(code: string, { title, remedy }: ErrorPage): string {
  return `### ${code}\n\n**${title}.** ${remedy}\n`;
}
