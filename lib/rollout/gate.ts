import type { Place } from '../errors';
import { any, checkedProps, type Shape } from '../props';
import { checkUrl } from './flagger-values';
import { Webhook, type WebhookType } from './progressive-webhook';

/** What people are asked. */
export interface GateProps {
  /**
   * Whether a release waits before it begins.
   *
   * @default true
   */
  readonly rollout?: boolean;
  /**
   * Whether it waits before it is promoted, while its metrics are still watched.
   *
   * @default true
   */
  readonly promotion?: boolean;
}

const GATE: Shape<GateProps> = { rollout: { ...any, example: 'false' }, promotion: any };

/** Whether releases wait for people. */
export class Gate {
  /**
   * A release waits until somebody opens the gate of the service: before it begins, and again before it is promoted. The
   * gate closes behind each step and when the release is over, so that nothing passes that nobody let pass. While a release
   * advances it can be taken back by hand.
   *
   * The gate is Flagger's load tester, told by `POST` of `{"name": "lulu-api", "namespace": "lulu"}`: `/gate/open` lets
   * the release go on, `/rollback/open` takes it back.
   *
   * @param url of the load tester, as in `http://flagger-loadtester.flagger`
   * @see https://docs.flagger.app/usage/webhooks#manual-gating
   */
  static manual(url: string, props: GateProps = {}): Gate {
    return new Gate(url, props);
  }

  /** Releases wait for nobody: the analysis alone decides. */
  static none(): Gate {
    return new Gate();
  }

  private constructor(
    private readonly url?: string,
    private readonly props: GateProps = {},
  ) {}

  /** @internal Whether anybody is asked. */
  get asks(): boolean {
    return this.url !== undefined;
  }

  /**
   * @internal
   * @param iterations checks of the analysis, where it has a number of them
   */
  webhooks(place: Place, iterations?: number): Webhook[] {
    if (this.url === undefined) {
      return [];
    }
    const { rollout = true, promotion = true } = checkedProps(place, 'rollout.gate', this.props, GATE);
    const told = (given: string, remedy: string) => place.problem('TF1631', 'rollout.gate', given, remedy);
    if (!rollout && !promotion) {
      told('it asks nothing', 'let it ask before the rollout or the promotion, or leave it out');
    }
    if (rollout && promotion && iterations === 1) {
      // While Flagger waits, it repeats the last iteration. The only one begins with what closes the gate.
      told('it never comes to the promotion with a single iteration', 'give two iterations at least');
    }
    if (checkUrl(place, 'rollout.gate', this.url) && /[?#]/.test(this.url)) {
      told(`${JSON.stringify(this.url)} is more than an address to add paths to`, 'leave the query and fragment out');
    }
    const base = this.url.replace(/\/+$/, '');
    const hook = (name: string, type: WebhookType, path: string) => Webhook.of({ name, type, url: `${base}${path}` });
    return [
      ...(rollout ? [hook('gate-rollout', 'confirm-rollout', '/gate/check')] : []),
      // Both questions are asked of one gate: open from the first, it would answer the second by itself.
      ...(rollout && promotion ? [hook('gate-close', 'pre-rollout', '/gate/close')] : []),
      ...(promotion ? [hook('gate-promotion', 'confirm-promotion', '/gate/check')] : []),
      hook('rollback', 'rollback', '/rollback/check'),
      // Left open, they would let the next release pass unasked, or take it back at once.
      hook('gate-close-after', 'post-rollout', '/gate/close'),
      hook('rollback-close-after', 'post-rollout', '/rollback/close'),
    ];
  }
}
