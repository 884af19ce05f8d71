import type { Location } from '../../git';
import type { Forge } from '../forge';
import { chooseForge, type ForgeKind, type ForgeSettings } from './choose';
import { gitea } from './gitea';
import { gitHub } from './github';
import { gitLab } from './gitlab';
import type { HostedOptions } from './hosted-forge';
import type { HostKind, HostProps } from './kind';
import { tokenFor, tokensIn } from './tokens';

const KINDS: Readonly<Record<ForgeKind, (props: HostProps) => HostKind>> = {
  github: gitHub,
  gitlab: gitLab,
  gitea,
};

/** What it takes to find the forge that has the pull requests. */
export interface OpenForgeProps extends Omit<HostedOptions, 'tokens'> {
  /** Where the platform repository is. */
  readonly location: Location;
  /** What `twelve.yaml` says. */
  readonly settings?: ForgeSettings | undefined;
  /** Where the token is taken from. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The forge at a server that has the pull requests; undefined if that is the local one. No library is loaded and nothing is asked before
 * it is used.
 *
 * @throws TwelveFactorError TF2429 if it can't be told
 */
export async function tryOpenForge({
  location,
  settings,
  env,
  ...options
}: OpenForgeProps): Promise<Forge | undefined> {
  const address = chooseForge(location, settings);
  if (!address) {
    return undefined;
  }
  const { kind, web, repository } = address;
  const { HostedForge } = await import('./hosted-forge');
  const props = { web, repository, token: tokenFor(kind, env) };
  return new HostedForge(KINDS[kind](props), { ...options, tokens: tokensIn(env) });
}
