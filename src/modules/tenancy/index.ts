export { createDirectory, type Directory, type MunicipalEnv, municipalityFromPath } from './directory.ts';
export { eachMunicipality } from './each-municipality.ts';
export { type Hours, intervalsOn, type OpenState, openState } from './opening-hours.ts';
export {
  changedParts,
  isoDays,
  type PlaceFault,
  type PlaceForm,
  placeFingerprint,
  placeForm,
  readPlaceForm,
} from './place-form.ts';
export { changePlace, type Municipality, type Place, places, placesVersion, placeToChange } from './store.ts';
export {
  type ExceptionFault,
  type HoursFault,
  parseExceptions,
  parseHours,
  writeExceptions,
  writeHours,
} from './written-hours.ts';
