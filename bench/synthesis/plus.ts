import { App, YamlOutputType } from 'cdk8s';
import { ServiceChart } from './plus-service';
import { ENVIRONMENTS, type Render } from './service';

/** cdk8s-plus done well: an `App` for each service and environment, a file for each object. */
export const plus: Render = (count, outdir) => {
  for (let i = 0; i < count; i++) {
    for (const environment of ENVIRONMENTS) {
      const app = new App({
        outdir: `${outdir}/${environment}/app-${i}`,
        outputFileExtension: '.yaml',
        yamlOutputType: YamlOutputType.FILE_PER_RESOURCE,
      });
      new ServiceChart(app, `app-${i}`, `app-${i}`, environment);
      app.synth();
    }
  }
};

/** As people begin: one `App`, which cdk8s prepares and validates again for each chart in it. */
export const onePlus: Render = (count, outdir) => {
  const app = new App({
    outdir,
    outputFileExtension: '.yaml',
    yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  });
  for (let i = 0; i < count; i++) {
    for (const environment of ENVIRONMENTS) {
      new ServiceChart(app, `${environment}-app-${i}`, `app-${i}`, environment);
    }
  }
  app.synth();
};
