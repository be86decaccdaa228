export type { HelpForm } from '../../db/index.ts';
export { pathIn } from '../../platform/index.ts';
