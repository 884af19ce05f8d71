/** Where each service runs. */
export const ENVIRONMENTS = ['development', 'staging', 'production'] as const;

/** Config of each service. */
export const CONFIG = { DATABASE_HOST: 'db.internal', DATABASE_NAME: 'app', LOG_FORMAT: 'json', LOG_LEVEL: 'info' };

/** Renders `count` services for each environment into a folder. */
export type Render = (count: number, outdir: string) => void;
