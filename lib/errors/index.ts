export type { ErrorCode, ErrorPage, RuleCode } from './codes';
export { formatProblem, type Problem, TwelveFactorError } from './error';
export { Place, type ProblemSink } from './place';
export { plainText, printable } from './printable';
export { refuse } from './refuse';
export { pathName, shown, shownPath } from './shown';
