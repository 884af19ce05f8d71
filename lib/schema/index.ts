export { CustomResources } from './custom-resources';
export type { Path, SchemaCode, SchemaFault } from './fault';
export { type DefinitionFault, readCustomResources, type ReadCustomResources } from './read-custom-resources';
export type { Schemas } from './schemas';
export { type FaultOfMinors, knownMinors, problemsIn, schemasOf } from './schemas-of';
