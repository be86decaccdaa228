/** A LiveKit server for the tests; `excused`: this machine cannot build one. */
export function findLiveKit():
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: string; readonly excused: boolean };
