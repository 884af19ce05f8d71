import { Platform } from 'cdk8s-twelve-factor';

/** Where every application of this repository runs: written once, by the platform engineers. */
export const platform = new Platform({
  registry: 'registry.example.com',
  owner: 'platform-team',
  environments: {
    staging: { domain: 'staging.example.com' },
    production: { domain: 'example.com', protected: true },
  },
});
