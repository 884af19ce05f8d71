import { formatProblem, type Problem, TwelveFactorError } from '../../lib';
import { Place } from '../../lib/errors';

const problem: Problem = {
  code: 'TF1204',
  place: 'lulu/production/api',
  subject: 'scaling',
  given: 'min 5 exceeds max 3',
  remedy: 'give min <= max',
};

test('a problem is a line that says where, what, why and how', () => {
  expect(formatProblem(problem)).toBe('[lulu/production/api] scaling: min 5 exceeds max 3; give min <= max (TF1204)');
  expect(formatProblem({ ...problem, place: '' })).toBe('scaling: min 5 exceeds max 3; give min <= max (TF1204)');
});

test('an error has everything that is wrong, a line each, and the code of the first', () => {
  const error = new TwelveFactorError([problem, { ...problem, code: 'TF1012', place: 'lulu' }]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('TwelveFactorError');
  expect(error.code).toBe('TF1204');
  expect(error.message.split('\n')).toEqual(error.problems.map(formatProblem));
});

test('a place throws at once unless somebody collects, and so do places within it', () => {
  const tell = (place: Place) => place.problem('TF1012', 'port', '0 is no port', 'give another one');
  expect(() => tell(new Place('lulu').within('api'))).toThrow(
    '[lulu/api] port: 0 is no port; give another one (TF1012)',
  );
  const collected: Problem[] = [];
  tell(new Place('lulu', (found) => collected.push(found)).within('api').within('exporter'));
  tell(new Place('', (found) => collected.push(found)).within('api'));
  expect(collected.map(({ place }) => place)).toEqual(['lulu/api/exporter', 'api']);
});
