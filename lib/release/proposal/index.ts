export type { Code, CodeCommit, CodeFacts } from './code';
export { describeProposal, type ProposalFacts, type ProposalText } from './describe';
