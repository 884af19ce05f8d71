export { changeCell } from './change';
export { code, codeElement, kindOrCode, wordsOrCode } from './escape';
export { LimitedText } from './limited-text';
export { prose } from './prose';
