export { type Directory, type MunicipalEnv, createDirectory, municipalityFromPath } from './directory.ts';
export { type Hours, type OpenState, intervalsOn, openState } from './opening-hours.ts';
export { type Municipality, type Place, places } from './store.ts';
