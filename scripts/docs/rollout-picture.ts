import { type Cluster, selects, type Step, storyOf } from '../../test/support/rollout-stories';
import { storyNamed } from './rollout-tables';

/** The steps of a release as a Mermaid picture: what the Services select, what the router weighs, which version runs where. */
export function rolloutPicture(name: string): string {
  const steps = storyOf(storyNamed(name));
  const lines = ['flowchart TB', ...steps.flatMap(pictureOf), '  classDef none stroke-dasharray: 4 4'];
  return lines.map((line) => `${line}\n`).join('');
}

function pictureOf({ title, cluster }: Step, index: number): string[] {
  const id = (...words: string[]) => [`s${index}`, ...words].join('_').replace(/\W/g, '_');
  return [
    `  subgraph ${id()}["${title}"]`,
    '    direction LR',
    ...nodes(cluster, id).map((line) => `    ${line}`),
    '  end',
  ];
}

/** Router, Services, pods, from the outside to the inside. */
function nodes({ pods, services, shares }: Cluster, id: (...words: string[]) => string): string[] {
  return [
    ...shares.map(({ name, weight }) => `${id('routes')}{{"routes"}} -->|"${weight} %"| ${id('service', name)}`),
    ...services.map(({ name }) => `${id('service', name)}(["Service ${name}"])`),
    ...pods.map(({ workload, version, count }) => {
      const text = `${workload}<br>${version}: ${count === 1 ? '1 pod' : `${count} pods`}`;
      return `${id(workload, version)}["${text}"]${count === 0 ? ':::none' : ''}`;
    }),
    ...services.flatMap(({ name, selector }) =>
      pods
        .filter(({ labels }) => selects(selector, labels))
        .map(({ workload, version }) => `${id('service', name)} --> ${id(workload, version)}`),
    ),
  ];
}
