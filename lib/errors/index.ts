export { type ErrorCode, type ErrorPage, errorCodes } from './codes';
export { formatProblem, type Problem, TwelveFactorError } from './error';
export { Place, type ProblemSink } from './place';
export { schemaCodes } from './schema-codes';
export { pathName, shown } from './shown';
