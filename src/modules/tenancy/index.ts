export { createDirectory, type Directory, type MunicipalEnv, municipalityFromPath } from './directory.ts';
export { type Hours, intervalsOn, type OpenState, openState } from './opening-hours.ts';
export { type Municipality, type Place, places } from './store.ts';
