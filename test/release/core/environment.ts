import { createHash } from 'node:crypto';
import { TwelveFactorError } from '../../../lib/errors';
import { advance } from '../../../lib/release/advance';
import { applyEdits } from '../../../lib/release/apply-edits';
import { compose, type ComposedFile } from '../../../lib/release/compose';
import type { Intent, Step } from '../../../lib/release/intent';
import { positionOf, releasesOf } from '../../../lib/release/position';
import type { ReleaseTree, ReleaseTrees } from '../../../lib/release/release-facts';
import { formatState, type Position, type State, tryParseState } from '../../../lib/release/state';
import { transition } from '../../../lib/release/transition';

/** What is asked of an environment: a release by itself, not by its facts. */
export type Wish = Intent | { readonly verb: 'release' | 'promote'; readonly release: ReleaseTree };

/** The texts of a position's tree, by path. */
export function textsOf(position: Position, releases: ReleaseTrees): Map<string, string> {
  return new Map([...compose(position, releases)].map(([path, file]) => [path, textOf(file)]));
}

const edited = new Map<string, string>();

/** Parsed and written once, as the same files come by all the time. */
function textOf({ blob, edits }: ComposedFile): string {
  const key = JSON.stringify([blob, edits]);
  const text = edited.get(key) ?? applyEdits(blob, edits);
  edited.set(key, text);
  return text;
}

/** An application in an environment, in memory: does with the core what the git side does with it, and nothing else. */
export class Environment {
  /** The file, as it would be on the branch. */
  text: string | undefined;
  private minutes = 0;
  private readonly releases = new Map<string, ReleaseTree>();

  constructor(...releases: readonly ReleaseTree[]) {
    releases.forEach((release) => this.releases.set(release.version, release));
  }

  /** The state in the file. */
  get state(): State {
    const state = tryParseState(this.text ?? '');
    if (state instanceof Error) {
      throw state;
    }
    return state;
  }

  /** Whether anything was released. */
  get isEmpty(): boolean {
    return this.text === undefined;
  }

  /** All releases that were ever made. */
  get all(): ReleaseTrees {
    return this.releases;
  }

  /** The tree on the branch. */
  get tree(): Map<string, string> {
    return this.isEmpty ? new Map() : textsOf(positionOf(this.state), this.releases);
  }

  /** Carries out a wish. Nothing has happened if it throws. */
  ask(wish: Wish, actor = 'ada', reason?: string): Step {
    const before = this.text === undefined ? undefined : { text: this.text, state: this.state };
    const known = this.known(before?.state, wish);
    const at = new Date(Date.UTC(2026, 0, 1, 0, ++this.minutes)).toISOString();
    const asker = { actor, at, ...(reason !== undefined && { reason }) };
    const step = transition(before?.state, wish, asker, known, 'lulu/production');
    if (step.changed) {
      const tree = idOf(textsOf(step.position, known));
      const operation = { verb: wish.verb, version: step.version, ...asker };
      const place = { application: 'lulu', environment: 'production' };
      this.text = formatState(advance({ ...place, before, step, tree, operation, known }));
    }
    return step;
  }

  /** The code of the error that a wish ends with. */
  refusal(wish: Wish): string {
    try {
      this.ask(wish);
    } catch (error) {
      if (error instanceof TwelveFactorError) {
        return error.code;
      }
      throw error;
    }
    return 'not refused';
  }

  release(release: ReleaseTree, andSwitch = false): Step {
    this.releases.set(release.version, release);
    return this.ask({ verb: 'release', release, switch: andSwitch });
  }

  switch(to?: string): Step {
    return this.ask({ verb: 'switch', to });
  }

  shift(share?: number): Step {
    return this.ask({ verb: 'shift', share });
  }

  rollback(to?: string): Step {
    return this.ask({ verb: 'rollback', to });
  }

  /** What the git side loads for a verb, and no more: the core must not need another release. */
  private known(state: State | undefined, wish: Wish): ReleaseTrees {
    const positions = state ? [state, ...(wish.verb === 'rollback' ? state.earlier : [])] : [];
    const versions = positions.flatMap(releasesOf);
    const comes = 'release' in wish ? [wish.release as ReleaseTree] : [];
    const loaded = versions.map((version) => this.releases.get(version) as ReleaseTree);
    return new Map([...loaded, ...comes].map((release) => [release.version, release]));
  }
}

function idOf(files: ReadonlyMap<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex');
}
