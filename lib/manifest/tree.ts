import { ApiObject, type App } from 'cdk8s';
import type { Place, Problem } from '../errors';
import { digestOf } from './digest';
import { SLOT_LABEL } from './labels';
import { type ObjectJson, objectRenderer, type RenderedObject } from './render-object';
import type { SlotsDescriptor } from './slots';

/** One rendered object. */
export interface TreeFile {
  /** Path within the environment and application: `Deployment.lulu-api.yaml`. */
  readonly path: string;
  /** The YAML. */
  readonly content: string;
  /** What the YAML says. */
  readonly object: ObjectJson;
  /** Path of the construct that made it, for reports. */
  readonly construct: string;
}

/** Every object of an application in an environment, sorted by path. */
export interface Tree {
  /** The files, sorted by path. */
  readonly files: readonly TreeFile[];
  /** `sha256:` over all paths and bytes. */
  readonly digest: string;
  /**
   * The slots of its workloads.
   *
   * @default - they have none
   */
  readonly slots?: SlotsDescriptor;
  /**
   * What breaks rules of the platform, and does not stop the synthesis.
   *
   * @default - nothing
   */
  readonly warnings?: readonly Problem[];
}

/** Renders a cdk8s app in memory, one file per object. Tells what the constructs' validations tell, and two objects of one name. */
export function renderTree(app: App, place: Place): Tree {
  const files = new Map<string, TreeFile>();
  const render = objectRenderer(app);
  for (const construct of app.node.findAll()) {
    for (const message of construct.node.validate()) {
      place.problem('TF1902', construct.node.path, message, 'see the construct whose validation it is');
    }
    if (!ApiObject.isApiObject(construct)) {
      continue;
    }
    const file = tryRenderFile(construct, render, place);
    if (!file) {
      continue;
    }
    const other = files.get(file.path);
    if (other) {
      place.problem(
        'TF1901',
        file.path.replace(/\.yaml$/, ''),
        `both ${other.construct} and ${file.construct} make it`,
        'give one of them another name',
      );
    }
    if (isPlainSecret(file.object)) {
      place.problem(
        'TF1903',
        file.path.replace(/\.yaml$/, ''),
        'a Secret with its values would be committed to git',
        'use Secrets.existing, Secrets.external or Secrets.sealed',
      );
    }
    files.set(file.path, file);
  }
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: sorted, digest: digestOf(sorted) };
}

/** Tells an object that has what YAML can't hold. It is a user's: nothing of this library has such a field. */
function tryRenderFile(
  apiObject: ApiObject,
  render: (apiObject: ApiObject) => RenderedObject,
  place: Place,
): TreeFile | undefined {
  try {
    return fileOf(apiObject, render(apiObject));
  } catch (error) {
    const reason = (error as Error).message.replace(/^Failed serializing construct at path .*?: Error: /, '');
    place.problem(
      'TF1908',
      apiObject.node.path,
      reason,
      'give text, finite numbers, booleans, lists and plain objects',
    );
    return undefined;
  }
}

function fileOf(apiObject: ApiObject, { object, content }: RenderedObject): TreeFile {
  // Some kinds allow names that are no file names, such as the colon of a ClusterRole.
  const file = `${apiObject.kind}.${apiObject.name}`.replace(/[^-A-Za-z0-9_.]/g, '_') + '.yaml';
  const slot = apiObject.metadata.getLabel(SLOT_LABEL);
  const path = slot === undefined ? file : `${slot}/${file}`;
  return { path, content, object, construct: apiObject.node.path };
}

function isPlainSecret(object: ObjectJson): boolean {
  return object['apiVersion'] === 'v1' && object['kind'] === 'Secret' && ('data' in object || 'stringData' in object);
}
