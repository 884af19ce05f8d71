import type { Duration } from 'cdk8s';
import type { Place } from '../errors';
import type { CanarySpecAnalysisWebhooks } from '../imports/flagger.app';
import type { Spelled } from '../manifest';
import { any, checkedProps, duration, record, type Shape } from '../props';
import { checkUrl, namespaceIn, timeOf } from './flagger-values';

type CanaryWebhook = Spelled<CanarySpecAnalysisWebhooks>;

/** When Flagger calls. @see https://docs.flagger.app/usage/webhooks */
export type WebhookType =
  | 'confirm-rollout'
  | 'pre-rollout'
  | 'rollout'
  | 'confirm-traffic-increase'
  | 'confirm-promotion'
  | 'post-rollout'
  | 'event'
  | 'rollback';

/** All that Flagger knows, in the order of its CRD. */
const WEBHOOK_TYPES: readonly WebhookType[] = [
  'confirm-rollout',
  'pre-rollout',
  'rollout',
  'confirm-traffic-increase',
  'confirm-promotion',
  'post-rollout',
  'event',
  'rollback',
];

/** A call that Flagger makes while a release advances. An answer from 200 to 202 is a yes, anything else a no. */
export interface WebhookProps {
  /**
   * When it is made: before the release begins (`confirm-rollout`), before it gets traffic (`pre-rollout`), at each
   * check (`rollout`), before it gets more traffic (`confirm-traffic-increase`), before it is promoted
   * (`confirm-promotion`), when it is over (`post-rollout`), to learn whether to take it back (`rollback`), and whenever
   * anything happens (`event`).
   */
  readonly type: WebhookType;
  /** Address, whole. It is in git: no secrets in it. */
  readonly url: string;
  /**
   * Name that events and alerts have.
   *
   * @default - the type
   */
  readonly name?: string;
  /**
   * Longest time for an answer.
   *
   * @default - Flagger's, 10 seconds
   */
  readonly timeout?: Duration;
  /**
   * What is sent along.
   *
   * @default - nothing
   */
  readonly metadata?: Readonly<Record<string, string>>;
  /**
   * How often a call is made again that nobody answered.
   *
   * @default 0
   */
  readonly retries?: number;
  /**
   * Whether a no goes without an alert.
   *
   * @default false
   */
  readonly muteAlert?: boolean;
}

const WEBHOOK: Shape<WebhookProps> = {
  type: { ...any, example: "'rollout'" },
  url: any,
  name: any,
  timeout: duration('Duration.seconds(30)'),
  metadata: record("{ suite: 'smoke' }"),
  retries: any,
  muteAlert: any,
};

/** What a test may say. */
export interface TestProps {
  /**
   * Name that events and alerts have. Needed for the second test of a kind.
   *
   * @default - the kind: 'load-test', 'acceptance-test'
   */
  readonly name?: string;
  /**
   * Longest time for an answer. A load test is answered when it begins, an acceptance test when it ends.
   *
   * @default - Flagger's, 10 seconds
   */
  readonly timeout?: Duration;
}

/**
 * What to run: a shell's command line, or one that is made of the address of the new release's pods, host and port.
 *
 * @example
 * Webhook.loadTest('http://flagger-loadtester.flagger/', (canary) => `hey -z 1m -q 10 -c 2 http://${canary}/`);
 */
export type TestCommand = string | ((canary: string) => string);

/** A call that Flagger makes while a release advances: to test it, to ask, to tell. */
export class Webhook {
  /**
   * Traffic for services that few call, at each check, by Flagger's load tester: it runs the command in the background.
   *
   * The service's network policy lets the load tester in, from the namespace that the address says.
   *
   * @param url of the load tester, as in `http://flagger-loadtester.flagger/`: its Service and its namespace
   */
  static loadTest(url: string, cmd: TestCommand, props: TestProps = {}): Webhook {
    return Webhook.test('load-test', 'rollout', url, { type: 'cmd', cmd }, props);
  }

  /**
   * A test that has to succeed before the release gets any traffic, by Flagger's load tester: it waits for the command.
   *
   * The service's network policy lets the load tester in, from the namespace that the address says.
   *
   * @param url of the load tester, as in `http://flagger-loadtester.flagger/`: its Service and its namespace
   */
  static acceptanceTest(url: string, cmd: TestCommand, props: TestProps = {}): Webhook {
    return Webhook.test('acceptance-test', 'pre-rollout', url, { type: 'bash', cmd }, props);
  }

  /** Tells all that happens, as JSON. */
  static notify(url: string, props: Pick<WebhookProps, 'name'> = {}): Webhook {
    return Webhook.of({ name: 'notify', ...props, type: 'event', url });
  }

  /** Any call. */
  static of(props: WebhookProps): Webhook {
    return new Webhook({ ...props, name: props.name ?? props.type });
  }

  private static test(
    name: string,
    type: WebhookType,
    url: string,
    { type: runner, cmd }: { type: string; cmd: TestCommand },
    props: TestProps,
  ): Webhook {
    return new Webhook({ ...props, name: props.name ?? name, type, url }, { runner, cmd });
  }

  private constructor(
    private readonly props: WebhookProps & { readonly name: string },
    private readonly test?: { readonly runner: string; readonly cmd: TestCommand },
  ) {}

  /** @internal */
  get name(): string {
    return this.props.name;
  }

  /** @internal */
  get type(): WebhookType {
    return this.props.type;
  }

  /** @internal Namespace of what calls the new release's pods for a test; absent where it is the service's own, or not known. */
  get testsFrom(): string | undefined {
    return this.test && namespaceIn(this.props.url);
  }

  /**
   * @internal
   * @param canary address of the new release's pods in the cluster
   */
  bind(place: Place, canary: string): CanaryWebhook {
    const subject = `rollout webhook ${JSON.stringify(this.name)}`;
    const given = checkedProps(place, subject, this.props, WEBHOOK as Shape<WebhookProps & { name: string }>);
    const { name, type, url, timeout, retries, muteAlert } = given;
    const cmd = typeof this.test?.cmd === 'function' ? this.test.cmd(canary) : this.test?.cmd;
    const metadata = this.test ? { type: this.test.runner, cmd: cmd as string } : given.metadata;
    checkUrl(place, subject, url);
    const wrong =
      (!WEBHOOK_TYPES.includes(type) && `Flagger knows no type ${JSON.stringify(type)}`) ||
      ((typeof name !== 'string' || name.trim() === '') && 'the name is empty') ||
      (this.test && !cmd?.trim() && 'the command is empty') ||
      (!Object.values(metadata ?? {}).every((value) => typeof value === 'string') && 'metadata are strings') ||
      (retries !== undefined && !(Number.isInteger(retries) && retries >= 0) && `${retries} is no number of retries`);
    if (wrong) {
      place.problem('TF1630', subject, wrong, `use ${WEBHOOK_TYPES.join(', ')}, and fill in what is there`);
    }
    return {
      name,
      type,
      url,
      timeout: timeout && timeOf(place, `${subject} timeout`, timeout),
      metadata: metadata && { ...metadata },
      retries,
      muteAlert,
    };
  }
}
