/** Lines of a file. A word list that fills a ConfigMap has half as many; more are made to be slow. */
export const MAX_LINES = 200_000;

/** Levels of an object in another, as deep as our own writer goes. A Deployment has ten, the schema of a CRD forty. */
export const MAX_DEPTH = 200;
