import type { Container } from './model';
import { containerRule, type Rule } from './rule';

export const podResources: readonly Rule[] = [
  positive('P5', 'requests', 'cpu'),
  positive('P6', 'requests', 'memory'),
  positive('P7', 'limits', 'cpu', {
    'golden/relaxed/production': 'W4: the platform turned CPU limits off',
    'golden/relaxed/staging': 'W4: the platform turned CPU limits off',
  }),
  positive('P8', 'limits', 'memory'),
  containerRule(
    'P9',
    'memory request equals the limit',
    ({ resources }) => differ(resources, 'memory'),
    {
      'a higher limit': ({ resources }) => set(resources?.limits, 'memory', '10Gi'),
    },
    {
      except: {
        'dist/production/lulu': 'it asks for 0.5 to 2 GiB on purpose',
        'dist/staging/lulu': 'it asks for 0.5 to 2 GiB on purpose',
      },
    },
  ),
  containerRule(
    'P10',
    'ephemeral storage is requested and limited alike',
    ({ resources }) =>
      !resources?.requests?.['ephemeral-storage'] || differ(resources, 'ephemeral-storage')
        ? 'ephemeral storage'
        : false,
    {
      'no request': ({ resources }) => delete resources?.requests?.['ephemeral-storage'],
      'no limit': ({ resources }) => delete resources?.limits?.['ephemeral-storage'],
      'a higher limit': ({ resources }) => set(resources?.limits, 'ephemeral-storage', '10Gi'),
    },
  ),
];

function positive(id: string, side: 'requests' | 'limits', resource: string, except?: Record<string, string>): Rule {
  return containerRule(
    id,
    `${resource} has ${side}`,
    ({ resources }) => !(Number.parseFloat(resources?.[side]?.[resource] ?? '') > 0) && `no ${side}.${resource}`,
    {
      none: ({ resources }) => delete resources?.[side]?.[resource],
      zero: ({ resources }) => set(resources?.[side], resource, '0'),
      'no resources at all': (container) => delete container.resources,
    },
    { except },
  );
}

function differ(resources: Container['resources'], name: string): string | false {
  return (
    resources?.requests?.[name] !== resources?.limits?.[name] &&
    `${name} ${resources?.requests?.[name]} to ${resources?.limits?.[name]}`
  );
}

function set(amounts: Record<string, string> | undefined, name: string, amount: string): void {
  Object.assign(amounts ?? {}, { [name]: amount });
}
