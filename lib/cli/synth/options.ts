import type { Shard } from '../../synth/shard';

/** What `twelve synth` can be told. */
export interface SynthOptions {
  readonly apps: string;
  readonly dist: string;
  readonly shard?: Shard;
  readonly check?: true;
  readonly watch?: true;
  readonly prune?: true;
  readonly dryRun?: true;
  readonly json?: true;
}
