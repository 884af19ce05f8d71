/** How two commits are related. */
export interface Kinship {
  /** The newest commits that both have: where they parted. None if they have nothing to do with each other. */
  readonly mergeBases: readonly string[];
  /** Every commit that both have, as far as it is known. */
  readonly common: ReadonlySet<string>;
}

/**
 * Commits and their parents, as far as they were brought: of a shallow history there is more behind those that are `cut`.
 */
export class Graph {
  constructor(
    private readonly parents: ReadonlyMap<string, readonly string[]>,
    private readonly cut: ReadonlySet<string> = new Set(),
  ) {}

  has(id: string): boolean {
    return this.parents.has(id);
  }

  parentsOf(id: string): readonly string[] {
    return this.parents.get(id) ?? [];
  }

  /** A commit and everything that it has. */
  ancestors(id: string): Set<string> {
    const seen = new Set([id]);
    for (const one of seen) {
      this.parentsOf(one).forEach((parent) => seen.add(parent));
    }
    return seen;
  }

  /**
   * How two commits are related; undefined if that can't be said without more of the history.
   *
   * What is behind a cut commit that both have, both have. So it is known as soon as nothing is cut that only one of them has. Where they
   * parted more than once, a part of that may be hidden all the same, and then all has to be known.
   */
  tryRelate(a: string, b: string): Kinship | undefined {
    const [hasA, hasB] = [this.ancestors(a), this.ancestors(b)];
    const common = new Set([...hasA].filter((id) => hasB.has(id)));
    const own = [...hasA, ...hasB].filter((id) => !common.has(id));
    if (own.some((id) => this.cut.has(id))) {
      return undefined;
    }
    const reached = new Set([a, b, ...own.flatMap((id) => this.parentsOf(id))].filter((id) => common.has(id)));
    const mergeBases = this.withoutAncestors([...reached]);
    return mergeBases.length > 1 && [...common].some((id) => this.cut.has(id)) ? undefined : { mergeBases, common };
  }

  /** What is in `from` and not in `without`, parents before their children. */
  beyond(from: string, without: ReadonlySet<string>): string[] {
    const order: string[] = [];
    const seen = new Set<string>();
    const stack = [{ id: from, isDone: false }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const { id, isDone } = top;
      if (isDone) {
        order.push(id);
      } else if (!seen.has(id) && !without.has(id)) {
        seen.add(id);
        stack.push({ id, isDone: true });
        stack.push(...this.parentsOf(id).map((parent) => ({ id: parent, isDone: false })));
      }
    }
    return order;
  }

  /** The commits that a branch was at, one after the other, oldest first: those in `from` by first parents, and not in `without`. */
  line(from: string, without: ReadonlySet<string>): string[] {
    const line: string[] = [];
    for (let id: string | undefined = from; id !== undefined && !without.has(id); id = this.parentsOf(id)[0]) {
      line.push(id);
    }
    return line.reverse();
  }

  /** Those in `from` that have a commit, itself included. */
  descendants(from: string, id: string): Set<string> {
    const found = new Set([id]);
    for (const one of this.beyond(from, this.ancestors(id))) {
      if (this.parentsOf(one).some((parent) => found.has(parent))) {
        found.add(one);
      }
    }
    return found;
  }

  private withoutAncestors(ids: readonly string[]): string[] {
    if (ids.length < 2) {
      return [...ids];
    }
    const older = new Set<string>();
    for (const id of ids) {
      if (!older.has(id)) {
        const own = this.ancestors(id);
        own.delete(id);
        ids.filter((other) => own.has(other)).forEach((other) => older.add(other));
      }
    }
    return ids.filter((id) => !older.has(id));
  }
}
