import { library } from './library';
import { CONFIG, type Render } from './service';

const { Application, Config, Platform, Route, Scaling, WebService } = library();

const platform = new Platform({ environments: { development: {}, staging: {}, production: { protected: true } } });

/** A service as this library describes it, an application of its own. */
export function applicationOf(name: string, outdir?: string) {
  return new Application(name, { platform, version: '1.5.0', outdir, ownsNamespace: false }, (chart) => {
    new WebService(chart, 'api', {
      image: `registry.example.com/${name}`,
      port: 8080,
      config: Config.fromObject(CONFIG),
      routes: [Route.to(`${name}.example.com`)],
      scaling: Scaling.between(3, 10, { cpu: 65 }),
    });
  });
}

/** All of them in one process. */
export const ours: Render = (count, outdir) => {
  for (let i = 0; i < count; i++) {
    applicationOf(`app-${i}`, outdir).synth();
  }
};

/** The same with every rule off: what is left is rendering. */
export const unchecked: Render = (count, outdir) => {
  platform.rules.all.forEach(({ code }) => platform.rules.severity(code, 'off'));
  ours(count, outdir);
};
