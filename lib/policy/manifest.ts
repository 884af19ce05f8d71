import { groupOf, typeName } from '../manifest/api-group';
import { Field } from './field';
import { ownValue, textsOf, valueAt } from './plain';

/** Where a manifest is from. */
export interface Origin {
  /** The construct that made it, or the file that it was read from. */
  readonly source: string;
  /**
   * Number of the document in that file, for what tells lines and columns.
   *
   * @default 0
   */
  readonly document?: number;
}

/** One Kubernetes object, as plain data. */
export class Manifest {
  /** Its API group; '' for the core's. */
  readonly group: string;
  /** `Deployment`; '' if it says none. */
  readonly kind: string;
  /** Group and kind as one word: `apps/Deployment`, `Service`. */
  readonly type: string;
  /** Its name; '' if it has none. */
  readonly name: string;
  /** Its namespace; '' if it says none. */
  readonly namespace: string;
  /** All of it. */
  readonly root: Field;
  /** Its labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its annotations. */
  readonly annotations: Readonly<Record<string, string>>;

  constructor(
    object: unknown,
    readonly origin: Origin,
  ) {
    this.root = new Field(this, object);
    const metadata = ownValue(object, 'metadata');
    const apiVersion = textOf(ownValue(object, 'apiVersion'));
    this.group = groupOf(apiVersion);
    this.kind = textOf(ownValue(object, 'kind'));
    this.type = typeName(apiVersion, this.kind);
    this.name = textOf(ownValue(metadata, 'name'));
    this.namespace = textOf(ownValue(metadata, 'namespace'));
    this.labels = textsOf(ownValue(metadata, 'labels'));
    this.annotations = textsOf(ownValue(metadata, 'annotations'));
  }

  /** `Deployment/lulu-api`. */
  get title(): string {
    return `${this.kind || 'object'}/${this.name || 'unnamed'}`;
  }

  /** A field by its way from the root. */
  at(...path: readonly (string | number)[]): Field {
    return new Field(this, valueAt(this.root.value, path), this.root, path);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
