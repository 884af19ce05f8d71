/** Who is asked for a review. */
export interface Reviewers {
  /** Accounts. */
  readonly people: readonly string[];
  /** Teams, without their organization. */
  readonly teams: readonly string[];
}

/** Who is still to be asked: nobody who has given a review; undefined if that is nobody. */
export function stillToAsk(names: readonly string[], reviewed: readonly (string | undefined)[]): Reviewers | undefined {
  const done = new Set(reviewed.map((name) => name?.toLowerCase()));
  const people = names.filter((name) => !name.includes('/') && !done.has(name.toLowerCase()));
  const teams = names.flatMap((name) => name.split('/')[1] ?? []);
  return people.length + teams.length === 0 ? undefined : { people, teams };
}
