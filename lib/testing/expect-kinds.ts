/** What is expected and is there (` `), what is expected alone (`-`), and what is there alone (`+`): sorted lines, as in a diff. */
export function compareNames(expected: readonly string[], there: readonly string[]): string[] {
  const left = new Map<string, number>();
  there.forEach((name) => left.set(name, (left.get(name) ?? 0) + 1));
  const lines = expected.map((name): readonly [string, string] => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return [name, count > 0 ? ' ' : '-'];
  });
  const more = [...left].flatMap(([name, count]) =>
    Array.from({ length: Math.max(0, count) }, (): readonly [string, string] => [name, '+']),
  );
  return [...lines, ...more].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, sign]) => `${sign} ${name}`);
}
