import type { EnvironmentConfig } from './platform-config';
import type { Operation, Pin, SlotPosition } from './state';

/** What runs where: the answer of `twelve status`. */
export interface StatusReport {
  /** The platform repository, without credentials. */
  readonly platform: string;
  /** When it was read, as ISO 8601. */
  readonly at: string;
  /** The environments, in their order. */
  readonly environments: readonly EnvironmentConfig[];
  /** Branches of environments that the platform repository does not have. */
  readonly missing: readonly string[];
  /** The applications, by name. */
  readonly applications: readonly ApplicationStatus[];
}

/** An application in all environments. */
export interface ApplicationStatus {
  /** Its name. */
  readonly application: string;
  /** What runs in each environment that has it, by the environment's name. */
  readonly environments: Readonly<Record<string, PlaceStatus>>;
}

/** An application in an environment. */
export interface PlaceStatus {
  /** The live release; none where the first one still waits. */
  readonly version?: string;
  /** Which of two releases is newer: that of the live one. */
  readonly order?: number;
  /** When the change was asked for that made it live, as ISO 8601; where changes are pull requests, it was merged later. */
  readonly since?: string;
  /** The slots, where it has them. */
  readonly slots?: SlotPosition;
  /** What holds it at its release. */
  readonly pin?: Pin;
  /** Whether the branch differs from what its state says; not said where the state can't be read. */
  readonly drifted: boolean;
  /** Why the state can't be read, where it can't. */
  readonly broken?: string;
  /** The last operation. */
  readonly operation?: Operation;
  /** The pull request that waits to be merged. */
  readonly waiting?: WaitingStatus;
}

/** A change that waits to be merged. */
export interface WaitingStatus {
  /** The verb that proposed it. */
  readonly verb: string;
  /** The version that it is about. */
  readonly version: string;
  /** Who proposed it: `Ada Lovelace <ada@example.com>`. */
  readonly actor: string;
  /** Why. */
  readonly reason?: string;
  /** When, as ISO 8601. */
  readonly at: string;
  /** The policies that it goes against, where somebody broke the glass. */
  readonly breakGlass?: readonly string[];
  /** Number of the pull request, where the forge knows one. */
  readonly number?: number;
  /** Where people read it. */
  readonly url?: string;
}
