import fc from 'fast-check';
import { parse } from 'yaml';
import { type Bundle, errorCodes, TwelveFactorError } from '../../lib';
import { Manifest, ManifestSet, RuleSet } from '../../lib/policy';
import { schemasOf } from '../../lib/schema';
import { applications } from './random-application';

const rules = new RuleSet();

/** What some of these applications choose: a tag that moves where the environment is not protected, liveness alone. */
const CHOSEN = ['TF3101', 'TF3120'];

it('any application is told by codes what is wrong with it, or keeps every rule and schema and reads back as it is', () => {
  let rendered = 0;
  fc.assert(
    fc.property(applications, (application) => {
      const bundle = tryRender(() => application.render());
      if (!bundle) return;
      rendered++;
      for (const [environment, { files }] of bundle.environments) {
        const schemas = schemasOf(environment === 'development' ? 34 : 27);
        for (const { content, object } of files) {
          expect(schemas.problems(object)).toEqual([]);
          expect(parse(content)).toEqual(object);
          expect(parse(content, { version: '1.1' })).toEqual(object);
        }
        const manifests = new ManifestSet(files.map(({ object, path }) => new Manifest(object, { source: path })));
        const told = rules.check(manifests).filter(({ severity }) => severity !== 'note');
        expect(told.filter(({ code }) => !CHOSEN.includes(code)).map(({ code, given }) => `${code} ${given}`)).toEqual(
          [],
        );
      }
    }),
    { numRuns: 200 },
  );
  expect(rendered).toBeGreaterThan(20);
});

/** What a user is told is a coded line for each mistake; anything else is a bug. */
function tryRender(render: () => Bundle): Bundle | undefined {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof TwelveFactorError)) throw error;
    for (const { code, given, remedy } of error.problems) {
      expect(Object.keys(errorCodes)).toContain(code);
      expect(given).not.toMatch(/undefined|\[object/);
      expect(remedy).toBeTruthy();
    }
    return undefined;
  }
}
