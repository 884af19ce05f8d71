import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { any, checkedProps, duration, listOf, made, needed, type Shape } from '../props';
import { Analysis } from './analysis';
import { bindProgressive, type BoundProgressive, type ProgressiveTarget } from './flagger-canary';
import { canaryOf, primaryOf } from './flagger-names';
import { Gate } from './gate';
import { Alert } from './progressive-alert';
import { checkProgressiveMix, type ProgressiveFacts } from './progressive-mix';
import { type FlaggerBackend, Provider } from './progressive-provider';
import { Webhook } from './progressive-webhook';
import { Rolling } from './rolling';
import type { RolloutPlan, RolloutTarget, Strategy } from './strategy';

/** How Flagger rolls a release out. */
export interface ProgressiveProps {
  /** What divides the traffic between the old release and the new one. */
  readonly provider: Provider;
  /**
   * How the release advances, and what it is judged by.
   *
   * @default Analysis.of()
   */
  readonly analysis?: Analysis;
  /**
   * Whether releases wait for people.
   *
   * @default Gate.none()
   */
  readonly gate?: Gate;
  /**
   * Whom Flagger calls on the way: tests, questions, news.
   *
   * @default - nobody
   */
  readonly webhooks?: readonly Webhook[];
  /**
   * Who is alerted, by name.
   *
   * @default - Flagger's own channel
   */
  readonly alerts?: readonly Alert[];
  /**
   * Whether releases are promoted as soon as their pods are ready, for an emergency. Not for the first release of a
   * service: without analysis, Flagger does not wait for the first pods before it leads traffic to them.
   *
   * @default false
   */
  readonly skipAnalysis?: boolean;
  /**
   * Time in which the pods of a release have to get ready; then it is taken back.
   *
   * @default - Flagger's, 10 minutes
   */
  readonly progressDeadline?: Duration;
  /**
   * Address of the Prometheus that has the built-in metrics, as in `http://prometheus.monitoring:9090`.
   *
   * @default - Flagger's own
   */
  readonly metricsServer?: string;
  /**
   * Whether Flagger scales the Deployment up again before the Canary goes, for a service that leaves Flagger. The Canary
   * then can't go without the Deployment: never remove both at once.
   *
   * @default false
   */
  readonly revertOnDeletion?: boolean;
}

const PROGRESSIVE: Shape<ProgressiveProps> = {
  provider: needed(made(Provider, 'Provider.traefik()')),
  analysis: made(Analysis, 'Analysis.of()'),
  gate: made(Gate, "Gate.manual('http://flagger-loadtester.flagger/')"),
  webhooks: listOf(made(Webhook, "Webhook.notify('https://...')")),
  alerts: listOf(made(Alert, "Alert.to('slack')")),
  skipAnalysis: any,
  progressDeadline: duration('Duration.minutes(10)'),
  metricsServer: any,
  revertOnDeletion: any,
};

/** What a progressive rollout asks of the service's other objects. */
export interface ProgressivePlan {
  /**
   * Names of the two autoscalers, that of the canary and that of the primary; each scales the Deployment of its name.
   * Alike in all else, and both rendered, also at a fixed scale (least and most the same): no Deployment says how many
   * pods it has, because a GitOps engine would start again what Flagger has scaled to none.
   *
   * An autoscaler leaves a Deployment of no pods alone. That the primary's is rendered lets new bounds take effect at
   * once, and lets no pruning take it; the one that Flagger would make is changed by promotions only.
   */
  readonly autoscalers: readonly [canary: string, primary: string];
  /** Copies that can run at full scale at once, and roll: a quota has to hold the primary and the canary. */
  readonly copies: 2;
  /** Names of the Services that Flagger makes; none of them is rendered. */
  readonly services: Readonly<Record<'apex' | 'primary' | 'canary', string>>;
  /** Namespaces from which the pods of a release are tested. */
  readonly testedFrom: readonly string[];
  /** What its routes lead to, where it is not the Service: part of their target. */
  readonly routeTarget: FlaggerBackend;
}

/**
 * Releases that Flagger rolls out: it copies the Deployment to `<name>-primary`, which serves, and scales the Deployment
 * itself to none. A release changes the Deployment; Flagger starts it, leads more and more of the traffic to it, watches,
 * and makes it the primary or takes it back.
 *
 * Flagger tells both copies apart by the label that the Deployment selects by, and has to be told which: its Helm value
 * `selectorLabels` needs `app.kubernetes.io/instance`.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
export class Progressive implements Strategy {
  constructor(private readonly props: ProgressiveProps) {}

  plan(place: Place, target: RolloutTarget): RolloutPlan {
    const rolling = new Rolling({}).plan(place, target);
    const given: Partial<ProgressiveProps> = checkedProps(place, 'rollout', this.props, PROGRESSIVE);
    const { provider } = given;
    if (provider === undefined) {
      return rolling;
    }
    const progressive = new Progressive({ ...given, provider });
    if (!target.hasService) {
      progressive.check(place, { name: '', hasService: false, routes: [] });
    } else if (target.minReplicas < 1) {
      place.problem('TF1636', 'rollout', 'a scale of no pods leaves nothing to roll out', 'scale to one pod at least');
    }
    return { ...rolling, progressive };
  }

  /**
   * What the service's other objects have to be like.
   *
   * @param name of the service's objects
   */
  planFor(name: string): ProgressivePlan {
    return {
      autoscalers: [name, primaryOf(name)],
      copies: 2,
      services: { apex: name, primary: primaryOf(name), canary: canaryOf(name) },
      testedFrom: [...new Set(this.props.webhooks?.flatMap(({ testsFrom }) => testsFrom ?? []))],
      routeTarget: this.props.provider.facts.leadsTo(name),
    };
  }

  /** Tells every mix with a service that can't work. */
  check(place: Place, facts: ProgressiveFacts): void {
    checkProgressiveMix(place, this.props.provider, facts);
  }

  /** Renders the Canary and what belongs to it. */
  bind(scope: Construct, place: Place, target: ProgressiveTarget): BoundProgressive {
    return bindProgressive(scope, place, this.props, target);
  }
}
