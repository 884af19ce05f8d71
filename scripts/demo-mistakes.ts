import { Application, Config, Platform, Scaling, WebService } from '../lib';

// An application with mistakes, for the demo.
const platform = new Platform({ environments: { staging: {}, production: { protected: true } } });

new Application('lulu', { platform, version: '1.5.0' }, (chart, env) => {
  new WebService(chart, 'api', {
    image: 'registry.example.com/lulu/api:latest',
    port: 8080,
    config: Config.fromObject({ DATABASE_HOST: 'db.internal', DATABASE_PASSWORD: 'hunter2' }),
    scaling: env.choose({ production: Scaling.between(5, 3), default: Scaling.fixed(1) }),
  });
}).synth();
