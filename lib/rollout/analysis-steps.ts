import type { Place } from '../errors';
import { any, type Shape } from '../props';
import type { Provider } from './progressive-provider';

/** How a release advances: by more and more of the traffic, or by a number of checks. */
export interface AnalysisStepsProps {
  /**
   * Percent of the traffic that the new release gets more with each check. It divides `maxWeight`.
   *
   * @default 10
   */
  readonly stepWeight?: number;
  /**
   * Percent of the traffic that the new release gets at most before it is promoted.
   *
   * @default 50
   */
  readonly maxWeight?: number;
  /**
   * Percents of the traffic that the new release gets, one after the other, rising, in the place of equal steps.
   *
   * @default - equal steps
   */
  readonly stepWeights?: readonly number[];
  /**
   * Percent of the traffic that goes back with each check, once the pods that serve run the release too.
   *
   * @default - all at once
   */
  readonly stepWeightPromotion?: number;
  /**
   * Checks without any of the users' traffic, after which the release gets all of it, in the place of steps.
   *
   * @default - steps
   */
  readonly iterations?: number;
}

export const ANALYSIS_STEPS: Shape<AnalysisStepsProps> = {
  stepWeight: any,
  maxWeight: any,
  stepWeights: { is: Array.isArray, example: '[1, 5, 25, 50]' },
  stepWeightPromotion: any,
  iterations: any,
};

/** The steps as a Canary has them. */
export interface BoundSteps {
  readonly iterations?: number;
  readonly stepWeight?: number;
  readonly maxWeight?: number;
  readonly stepWeights?: number[];
  readonly stepWeightPromotion?: number;
}

/** Decides how a release advances. Told in two ways, Flagger would follow one and ignore the other in silence. */
export function stepsOf(place: Place, provider: Provider, props: AnalysisStepsProps): BoundSteps {
  const { stepWeights, iterations = provider.iterations, stepWeightPromotion } = props;
  checkOneWay(place, provider, props);
  if (iterations !== undefined) {
    if (!Number.isInteger(iterations) || iterations < 1) {
      const remedy = 'give a whole number from 1';
      place.problem('TF1620', 'rollout.analysis.iterations', `${iterations} is no number of checks`, remedy);
    }
    return { iterations };
  }
  checkWeight(place, 'stepWeightPromotion', stepWeightPromotion);
  if (stepWeights) {
    checkRising(place, stepWeights);
    return { stepWeights: [...stepWeights], stepWeightPromotion };
  }
  const { stepWeight = 10, maxWeight = 50 } = props;
  if (checkWeight(place, 'stepWeight', stepWeight) && checkWeight(place, 'maxWeight', maxWeight)) {
    checkReach(place, stepWeight, maxWeight);
  }
  return { stepWeight, maxWeight, stepWeightPromotion };
}

function checkOneWay(place: Place, provider: Provider, props: AnalysisStepsProps): void {
  const weights = (['stepWeight', 'maxWeight', 'stepWeights', 'stepWeightPromotion'] as const).filter(
    (name) => props[name] !== undefined,
  );
  const told = (given: string, remedy: string) => place.problem('TF1622', 'rollout.analysis', given, remedy);
  if (provider.iterations !== undefined && weights.length > 0) {
    told(`${weights.join(' and ')} with Provider.kubernetes, which weighs no traffic`, 'leave them out');
  } else if (provider.iterations !== undefined && props.iterations !== undefined) {
    told('iterations, which Provider.kubernetes has already', 'give them to Provider.kubernetes alone');
  } else if (props.iterations !== undefined && weights.length > 0) {
    told(`iterations beside ${weights.join(' and ')}`, 'give the iterations or the weights');
  } else if (props.stepWeights && (props.stepWeight !== undefined || props.maxWeight !== undefined)) {
    told('stepWeights beside equal steps', 'leave stepWeight and maxWeight out');
  }
}

function checkWeight(place: Place, name: string, weight: number | undefined): boolean {
  const good = weight === undefined || (Number.isInteger(weight) && weight >= 1 && weight <= 100);
  if (!good) {
    const remedy = 'give a whole percent from 1 to 100';
    place.problem('TF1621', `rollout.analysis.${name}`, `${weight} is no share of the traffic`, remedy);
  }
  return good;
}

function checkRising(place: Place, weights: readonly number[]): void {
  if (weights.length === 0) {
    place.problem('TF1620', 'rollout.analysis.stepWeights', 'there is no step', 'give one at least, as in [1, 10, 50]');
    return;
  }
  const good = weights.map((weight) => checkWeight(place, 'stepWeights', weight)).every(Boolean);
  const falls = weights.findIndex((weight, index) => index > 0 && weight <= (weights[index - 1] as number));
  if (good && falls > 0) {
    const given = `${weights[falls]} after ${weights[falls - 1]} is no step up`;
    place.problem('TF1621', 'rollout.analysis.stepWeights', given, 'give rising percents, as in [1, 10, 50]');
  }
}

/** Flagger adds steps until the most is reached, so it may pass it: by 20 up to 50 it would come to 60. */
function checkReach(place: Place, step: number, most: number): void {
  const told = (given: string, remedy: string) => place.problem('TF1621', 'rollout.analysis', given, remedy);
  const reached = Math.min(Math.ceil(most / step) * step, 100);
  if (step > most) {
    told(`stepWeight ${step} exceeds maxWeight ${most}`, 'give stepWeight <= maxWeight');
  } else if (reached > most) {
    told(`steps of ${step} come to ${reached} %, past maxWeight ${most}`, 'give a stepWeight that divides maxWeight');
  }
}
