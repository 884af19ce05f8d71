import type { Recording } from './record';

/** What is asked of an application in an environment. */
export type Request = {
  readonly application: string;
  readonly environment: string;
} & (
  | { readonly verb: 'release'; readonly recording: Recording; readonly switch?: boolean | undefined }
  | { readonly verb: 'promote'; readonly from: string }
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

/** Where a request is about, for messages. */
export function placeOf({ application, environment }: Pick<Request, 'application' | 'environment'>): string {
  return `${application}/${environment}`;
}
