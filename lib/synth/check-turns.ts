import { type Problem, shownPath } from '../errors';
import type { SynthesisRequest } from './synthesis';
import type { Turn } from './turn';

/** Applications by the app files that make them. */
export function makersOf(turns: readonly Turn[]): Map<string, string> {
  return new Map(
    turns.flatMap(({ file, rendered, failed }) =>
      [...rendered.map(({ bundle }) => bundle.application), ...failed].map((name) => [name, file] as const),
    ),
  );
}

/**
 * A problem for each name that several applications have.
 *
 * @param elsewhere app files of other shards
 */
export function nameTwice(
  turns: readonly Turn[],
  elsewhere: readonly Turn[],
  { taken, files }: SynthesisRequest,
): Map<string, Problem> {
  const makers = new Map<string, string[]>();
  for (const { file, rendered, failed } of turns) {
    for (const name of [...rendered.map(({ bundle }) => bundle.application), ...failed]) {
      makers.set(name, [...(makers.get(name) ?? []), file]);
    }
  }
  for (const { file, names } of elsewhere) {
    names.forEach((name) => makers.get(name)?.push(file));
  }
  const problems = new Map<string, Problem>();
  for (const [name, own] of makers) {
    const other = taken.get(name);
    const all = other === undefined || files.includes(other) ? own : [...own, other];
    if (all.length > 1) {
      const shown = [...new Set(all.map(shownPath))].sort();
      problems.set(name, {
        code: 'TF2605',
        place: name,
        subject: 'name',
        given: shown.length > 1 ? `${shown.join(' and ')} make it` : `${shown[0]} makes it ${all.length} times`,
        remedy: 'give each application a name of its own',
      });
    }
  }
  return problems;
}

/** A problem for each thing that was asked for and is not there. */
export function missing(turns: readonly Turn[], { names, named }: SynthesisRequest): Problem[] {
  const made = makersOf(turns);
  const isHidden = turns.some(({ problems }) => problems.length > 0);
  const unknown = [...names].filter((name) => !made.has(name) && !isHidden);
  const others = turns.flatMap(({ names: all }) => all).sort();
  return [
    ...unknown.map((name): Problem => ({
      code: 'TF2602',
      place: '',
      subject: name,
      given: 'no app file makes an application of this name',
      remedy: others.length === 0 ? 'write one' : `choose of ${others.slice(0, 10).join(', ')}`,
    })),
    ...turns
      .filter(({ file, names: all, problems }) => named.has(file) && all.length + problems.length === 0)
      .map(({ file }): Problem => ({
        code: 'TF2606',
        place: '',
        subject: shownPath(file),
        given: 'it makes no application',
        remedy: 'say new Application(...) in it, and .synth() at the end',
      })),
  ];
}

/** App files that nobody named, that make nothing, and that no other one imports. */
export function idleOnes(turns: readonly Turn[], { named }: SynthesisRequest): string[] {
  const imported = new Set(turns.flatMap(({ file, modules }) => modules.filter((one) => one !== file)));
  return turns
    .filter(
      ({ file, names, problems }) => !named.has(file) && !imported.has(file) && names.length + problems.length === 0,
    )
    .map(({ file }) => file);
}
