/** Bytes of a file that is checked: with more, one of a hostile shape would take seconds. */
export const MAX_BYTES = 4 * 1024 * 1024;

/** Signs that structure a document that is checked: each makes two values at most, and a hundred thousand take the parser 0.2 s. */
export const MAX_SIGNS = 300_000;

/** Documents of a file that is checked. */
export const MAX_DOCUMENTS = 20_000;

/** Mistakes that are told of a file: with more, it is something else than YAML. */
export const MAX_FAULTS = 100;

/** Values that all aliases of a document stand for. */
export const MAX_ALIASED = 100_000;

/** Lines of a file. A word list that fills a ConfigMap has half as many; more are made to be slow. */
export const MAX_LINES = 200_000;

/** Levels of an object in another, as deep as our own writer goes. A Deployment has ten, the schema of a CRD forty. */
export const MAX_DEPTH = 200;
