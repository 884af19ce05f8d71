import type { JsonSchema } from './json-schema';

/** A version of a custom resource. */
export interface CustomResource {
  /** The file that defines it, as messages name it. */
  readonly file: string;
  /** What its objects must be like. */
  readonly schema: JsonSchema;
}

/** The custom resources that are defined, by `<apiVersion> <kind>`. */
export class CustomResources {
  constructor(private readonly byKind: ReadonlyMap<string, CustomResource> = new Map()) {}

  /** The definition of a kind, if it is at hand. */
  find(apiVersion: string, kind: string): CustomResource | undefined {
    return this.byKind.get(`${apiVersion} ${kind}`);
  }

  /** All of them. */
  kinds(): string[] {
    return [...this.byKind.keys()];
  }

  /** These and others: where both define a version, the others count. */
  with(others: CustomResources): CustomResources {
    return new CustomResources(new Map([...this.byKind, ...others.byKind]));
  }
}
