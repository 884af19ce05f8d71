import type { Chart } from 'cdk8s';
import { Application, type ApplicationProps, type Environment, Platform, type PlatformProps } from '../../lib';

export type Name = 'staging' | 'production';

const environments: PlatformProps<Name>['environments'] = {
  staging: { domain: 'staging.example.com' },
  production: { domain: 'example.com' },
};

/** An application for two environments, that a test describes. */
export function application(
  define: (chart: Chart, env: Environment<Name>) => void,
  { platform = {}, ...props }: Partial<Omit<ApplicationProps<Name>, 'platform'>> & { platform?: object } = {},
): Application<Name> {
  return new Application(
    'lulu',
    { platform: new Platform({ environments, ...platform }), version: '1.5.0', ...props },
    define,
  );
}

/** What something throws, as it is told. */
export function told(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}
