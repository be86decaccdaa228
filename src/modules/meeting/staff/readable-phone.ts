/** A Danish number as it is read aloud, two by two; any other as it is dialled. Pure. */
export const readablePhone = (phone: string): string =>
  /^\+45\d{8}$/.test(phone) ? (phone.slice(3).match(/\d\d/g) ?? []).join(' ') : phone;
