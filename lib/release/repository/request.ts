import type { PlatformConfig } from '../platform-config';
import type { Recording } from './record';

/** What is asked of an application in an environment. */
export type Request = {
  readonly application: string;
  readonly environment: string;
} & (
  | {
      readonly verb: 'release';
      /** The bundle that is recorded first, unless it is already. */
      readonly recording?: Recording;
      /** A release that is recorded already, where there is no bundle. */
      readonly version?: string;
      readonly switch?: boolean | undefined;
    }
  | {
      readonly verb: 'promote';
      readonly from: string;
      /** A release that was live there. `@default` the one that is */
      readonly version?: string | undefined;
    }
  | { readonly verb: 'switch'; readonly to?: string | undefined }
  | { readonly verb: 'shift'; readonly share?: number | undefined }
  | { readonly verb: 'rollback'; readonly to?: string | undefined }
  | { readonly verb: 'pin' | 'unpin' }
  | {
      readonly verb: 'adopt' | 'restore';
      /** Whether it is recorded even where no file differs: a chain of records begins anew. */
      readonly decided?: boolean | undefined;
    }
);

/** Requests that are known only when `twelve.yaml` is, and what is recorded whatever they are. */
export interface Plan {
  readonly recordings: readonly Recording[];
  readonly requestsIn: (config: PlatformConfig) => readonly Request[];
}

/** Where a request is about, for messages. */
export function placeOf({ application, environment }: Pick<Request, 'application' | 'environment'>): string {
  return `${application}/${environment}`;
}
