import type { Host, HostNames } from './host';
import type { Transport } from './transport';

/** A kind of forge, which is loaded when it is needed first. */
export interface HostKind {
  readonly names: HostNames;
  /** What it knows us by. */
  readonly token: Token | undefined;
  /** Address that every request begins with. */
  readonly api: string;
  readonly connect: (transport: Transport) => Promise<Host>;
}

/** Where a forge has the repository, and how it is asked. */
export interface HostProps {
  /** Address of its pages, without a slash at the end: `https://github.com`. */
  readonly web: string;
  /** `acme/platform` */
  readonly repository: string;
  /** None if nobody gave one. */
  readonly token: Token | undefined;
}

/** What a forge knows us by. */
export interface Token {
  readonly value: string;
  /** Where it was taken from: `GITHUB_TOKEN`. */
  readonly variable: string;
}
