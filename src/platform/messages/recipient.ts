/** A phone number as the network wants it, or null. Eight digits are Danish; others begin with + or 00. Pure. */
export function readPhone(written: string): string | null {
  const bare = written.trim().replace(/[\s().\-–/]/g, '');
  const plus = bare.startsWith('00') ? `+${bare.slice(2)}` : bare;
  if (/^[1-9]\d{7}$/.test(plus)) return `+45${plus}`;
  // Written with the country code and without its sign, as a phone book on a screen shows it.
  if (/^45[1-9]\d{7}$/.test(plus)) return `+${plus}`;
  if (plus.startsWith('+45')) return /^\+45[1-9]\d{7}$/.test(plus) ? plus : null;
  return /^\+[1-9]\d{6,14}$/.test(plus) ? plus : null;
}

/** An e-mail address, or null: one, with a dot in its domain, and nothing that a mail header could be made of. Pure. */
export function readMailAddress(written: string): string | null {
  const address = written.trim();
  const shaped = /^[^\s@<>()[\],;:\\"\p{C}]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.[\p{L}]{2,24}$/u.test(address);
  return shaped && address.length <= 254 && !address.includes('..') ? address : null;
}
