export type { Code, CodeCommit, CodeFacts } from './code';
export { asCode, oneLine } from './one-line';
export { describeProposal, type ProposalFacts, type ProposalText } from './describe';
