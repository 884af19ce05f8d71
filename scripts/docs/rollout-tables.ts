import {
  type Cluster,
  podsInQuota,
  serving,
  storyNames,
  storyOf,
  type StoryName,
} from '../../test/support/rollout-stories';

/** Strategies as a table names them, with links to what the page tells of them. */
const TITLES: Readonly<Record<StoryName, string>> = {
  recreate: '[recreate](#recreate), one pod',
  rolling: '[rolling](#rolling)',
  blueGreen: '[blue/green](#bluegreen)',
  blueGreenMinimum: '[blue/green](#standby), standby `minimum`',
  blueGreenWarm: '[blue/green](#standby), scaled from 5 to 20',
  blueGreenFull: '[blue/green](#standby), scaled from 5 to 20, standby `full`',
  canaryByReplicas: '[canary by replicas](#canary-by-replicas), up to 50 %',
  canaryByTraefik: '[canary by Traefik](#canary-by-traefik), scaled from 4 to 16',
  canaryByGatewayApi: '[canary by a Gateway](#canary-by-a-gateway), scaled from 4 to 16',
  progressive: '[progressive](#progressive)',
};

/** Fills the tables of pods that are between `<!-- pods: blueGreen -->` or `<!-- pods: all -->` and `<!-- /pods -->`. */
export function podsTables(text: string): string {
  return text.replace(
    /^(<!-- pods: (\w+) -->\n)[\s\S]*?^(<!-- \/pods -->)$/gm,
    (_, begin: string, name: string, end: string) =>
      `${begin}\n${name === 'all' ? allTable() : stepsTable(storyNamed(name))}\n${end}`,
  );
}

/** The name of a story, checked. */
export function storyNamed(name: string): StoryName {
  const found = storyNames.find((story) => story === name);
  if (!found) {
    throw new Error(`there is no story ${name}; use one of ${storyNames.join(', ')}`);
  }
  return found;
}

/** Pods of each strategy when nothing happens, at most while a release goes on, and in the quota. */
function allTable(): string {
  const rows = storyNames.map((name) => {
    const counts = storyOf(name).map(({ cluster }) => podsOf(cluster));
    return `| ${TITLES[name]} | ${counts[0]} | ${Math.max(...counts)} | ${podsInQuota(name)} |\n`;
  });
  return `| strategy | pods at rest | steps of a release, at most | the quota holds |\n|---|---|---|---|\n${rows.join('')}`;
}

/** Pods in each step of a release. */
function stepsTable(name: StoryName): string {
  const rows = storyOf(name).map(({ title, cluster }) => {
    return `| ${title} | ${podsOf(cluster)} | ${servingOf(cluster)} |\n`;
  });
  const quota = `| the quota holds | ${podsInQuota(name)} | |\n`;
  return `| step | pods | serving |\n|---|---|---|\n${rows.join('')}${quota}`;
}

function servingOf(cluster: Cluster): string {
  const versions = Object.entries(serving(cluster));
  return versions.map(([version, count]) => `${count} × ${version}`).join(', ') || 'none';
}

function podsOf({ pods }: Cluster): number {
  return pods.reduce((sum, { count }) => sum + count, 0);
}
