import { formatProblem } from '../../lib';
import { type BadInput, application, bareChart, lines, problemsOf, removeFiles } from './support';
import { applications, platforms, quotas } from './tables/applications';
import { config, traffic } from './tables/config-and-traffic';
import { health, links, resources, shutdown } from './tables/health-and-resources';
import { images, names } from './tables/names-and-images';
import { javascript } from './tables/javascript';
import { metrics, ports, rollouts, scaling, security } from './tables/ports-and-scaling';
import { progressive, progressiveQuotas } from './tables/rollouts-progressive';
import { slotQuotas, slots } from './tables/rollouts-slots';
import { misspelt } from './tables/misspelt';
import { externalServices, schedules, tasks } from './tables/tasks-and-external';
import { units } from './tables/units';

const services: Record<string, readonly BadInput[]> = {
  names,
  images,
  ports,
  metrics,
  scaling,
  rollouts,
  slots,
  progressive,
  security,
  resources,
  health,
  shutdown,
  links,
  schedules,
  tasks,
  externalServices,
  config,
  traffic,
  javascript,
  units,
  misspelt,
};

// A pipeline may have one.
const { VERSION } = process.env;
beforeAll(() => void delete process.env['VERSION']);
afterAll(() => {
  if (VERSION !== undefined) process.env['VERSION'] = VERSION;
  removeFiles();
});

/** `[lulu/production/api] port "http": 0 is no port; give a whole number (TF1012)` */
const LINE = /^(?:\[([^\]]+)\] )?(.+?): (.+); (.+) \((TF\d{4})\)$/s;

describe.each(Object.entries(services))('of %s', (_, rows) => {
  test.each(rows.filter(({ environments }) => environments?.length !== 0))(
    '$what is told by an application once for each environment that it breaks, and nothing else is',
    ({ told, define, environments = ['staging', 'production'] }) => {
      const problems = problemsOf(() => application(define).render());
      const expected = environments.flatMap((name) =>
        lines(told).map((line) => line.replace(/^\[lulu\/[a-z]+/, `[lulu/${name}`)),
      );
      expect(problems.map(formatProblem)).toEqual(expected);
      // What is given out as a line can be read as its parts too.
      for (const [index, { place, code }] of problems.entries()) {
        const [, where, , , , which] = LINE.exec(expected[index]!) ?? [];
        expect({ place, code }).toEqual({ place: where, code: which });
      }
    },
  );

  const bare = rows.filter((row) => row.bare !== false);
  if (bare.length > 0) {
    test.each(bare)('$what throws at once in a bare chart', ({ told, define }) => {
      const chart = bareChart();
      const problems = problemsOf(() => define(chart, undefined as never));
      expect(problems.map(formatProblem)).toEqual([lines(told)[0]!.replace('[lulu/production/', '[lulu/')]);
    });
  }
});

describe.each(Object.entries({ applications, platforms, quotas, slotQuotas, progressiveQuotas }))(
  'of %s',
  (_, rows) => {
    test.each(rows)('$what is told, with everything else that is wrong', ({ told, make }) => {
      const problems = problemsOf(() => make().render());
      expect(problems.map(formatProblem)).toEqual(lines(told));
    });
  },
);
