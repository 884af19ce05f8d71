import { groupOf } from '../manifest/api-group';
import { Field } from './field';

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
    const metadata = this.root.at('metadata');
    this.group = groupOf(this.root.at('apiVersion').text ?? '');
    this.kind = this.root.at('kind').text ?? '';
    this.name = metadata.at('name').text ?? '';
    this.namespace = metadata.at('namespace').text ?? '';
    this.labels = metadata.at('labels').texts;
    this.annotations = metadata.at('annotations').texts;
  }

  /** Group and kind as one word: `apps/Deployment`, `Service`. */
  get type(): string {
    return this.group === '' ? this.kind : `${this.group}/${this.kind}`;
  }

  /** `Deployment/lulu-api`. */
  get title(): string {
    return `${this.kind || 'object'}/${this.name || 'unnamed'}`;
  }

  /** A field by its way from the root. */
  at(...path: readonly (string | number)[]): Field {
    return this.root.at(...path);
  }
}
