import type { ReleaseFacts } from './release-facts';
import type { Pin, Position } from './state';

/** What somebody wants of an application in an environment. */
export type Intent =
  | { readonly verb: 'release' | 'promote'; readonly release: ReleaseFacts; readonly switch?: boolean }
  | { readonly verb: 'switch'; readonly to?: string | undefined }
  | { readonly verb: 'shift'; readonly share?: number | undefined }
  | { readonly verb: 'rollback'; readonly to?: string | undefined }
  | { readonly verb: 'pin' | 'unpin' | 'restore' }
  | { readonly verb: 'adopt'; readonly files: NonNullable<Position['adopted']> };

/** Where a transition leads. */
export interface Step {
  readonly position: Position;
  readonly pin?: Pin | undefined;
  /** Whether anything changes. */
  readonly changed: boolean;
  /** The version that it is about. */
  readonly version: string;
  /** What happens, or why nothing does, as the end of a sentence that begins with the application. */
  readonly said: string;
}
