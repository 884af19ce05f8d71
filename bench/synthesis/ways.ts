/** The ways to render the same objects, in the order of the table. */
export const WAYS = {
  ours: { title: 'this library', module: './this-library' },
  unchecked: { title: 'this library, every rule off', module: './this-library' },
  plus: { title: 'cdk8s-plus, an `App` for each service and environment', module: './plus' },
  onePlus: { title: 'cdk8s-plus, one `App` for all', module: './plus', most: 30 },
  yaml: { title: 'plain objects, `yaml`', module: './plain' },
  jsYaml: { title: 'plain objects, `js-yaml`', module: './plain' },
  ownYaml: { title: "plain objects, this library's writer", module: './plain' },
  json: { title: 'plain objects, `JSON.stringify`', module: './plain' },
  template: { title: 'a string template', module: './plain' },
  files: { title: 'the files alone', module: './plain' },
} as const satisfies Record<string, Way>;

interface Way {
  readonly title: string;
  /** Where the function of its name is, so that a process loads nothing else. */
  readonly module: string;
  /** The largest number of services that it is measured at, where more would take minutes. */
  readonly most?: number;
}

/** The name of a way. */
export type WayName = keyof typeof WAYS;

/** The way with which the others are compared. */
export const BASE: WayName = 'plus';

/** Whether a way is measured at a size. */
export function isMeasuredAt(way: WayName, services: number): boolean {
  const { most = Infinity }: Way = WAYS[way];
  return services <= most;
}
