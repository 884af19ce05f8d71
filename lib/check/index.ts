export { check, type CheckOptions, isApplied, type Source } from './check';
export { jsonOf } from './formats/json';
export { junitOf } from './formats/junit';
export { sarifOf } from './formats/sarif';
export { textOf } from './formats/text';
export { askServer } from './server';
export { countOf, isAtLeast, type Level, type Report, type Reported } from './report';
export { type CheckSettings, knowOnly, levelOf, optionsOf } from './settings';
