export type { ErrorCode, ErrorPage } from './codes';
export { formatProblem, type Problem, TwelveFactorError } from './error';
export { Place, type ProblemSink } from './place';
