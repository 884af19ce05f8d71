import { type Place, shown } from '../errors';

/** How many pods a drain of nodes may take at a time. */
export class Disruption {
  /** At most so many pods, or such a part of them, at a time: `Disruption.atMost(1)`, `Disruption.atMost('25%')`. */
  static atMost(pods: number | `${number}%`): Disruption {
    return new Disruption(pods);
  }

  /** No budget: a drain may take every pod at once. The reason is told by an annotation. */
  static unbounded(props: { readonly because: string }): Disruption {
    return new Disruption(undefined, props.because);
  }

  private constructor(
    /** @internal */
    readonly maxUnavailable?: number | string,
    /** @internal */
    readonly because?: string,
  ) {}

  /** @internal */
  check(place: Place, pods: number): void {
    const { maxUnavailable, because } = this;
    if (maxUnavailable === undefined) {
      if (!because?.trim()) {
        place.problem('TF1208', 'disruption', 'no reason is given', 'say why in `because`');
      }
      return;
    }
    const amount =
      typeof maxUnavailable === 'number' ? maxUnavailable : Number(/^(\d{1,2})%$/.exec(maxUnavailable)?.[1] ?? NaN);
    const takesAll = typeof maxUnavailable === 'number' && maxUnavailable > 1 && maxUnavailable >= pods;
    if (!Number.isInteger(amount) || amount < 1 || takesAll) {
      place.problem(
        'TF1207',
        'disruption',
        takesAll
          ? `${maxUnavailable} of ${pods} pods may be missing, which is all of them`
          : `${shown(maxUnavailable)} is no budget: a drain would wait for ever, or take every pod`,
        "give a whole number from 1, or '1%' to '99%'",
      );
    }
  }
}
