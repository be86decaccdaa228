/**
 * Ticks that came along in the address, from another device: after `#` where a QR code brought them, in the query where a
 * code was typed. They are taken out of the address at once, so that an old bookmark does not tick them again.
 */
export function arrivedTicks(steps: readonly string[]): readonly string[] {
  const address = new URL(location.href);
  const after = new URLSearchParams(address.hash.slice(1));
  const given = after.get('gjort') ?? address.searchParams.get('gjort');
  if (given === null) return [];
  if (after.has('gjort')) address.hash = '';
  address.searchParams.delete('gjort');
  history.replaceState(history.state, '', address);
  const done = steps.filter((step) => given.split(',').includes(step));
  const told = document.querySelector<HTMLElement>('[data-take-arrived]');
  if (told && done.length > 0) told.hidden = false;
  return done;
}
