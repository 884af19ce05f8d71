export { age } from './age';
export { statusDetails } from './details';
export { statusPage } from './page';
export { statusTable } from './table';
export type { TextOptions } from './text-options';
