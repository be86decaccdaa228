/** Joins the class names that apply; undefined when none does, so that no empty attribute is written. */
export const classNames = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter((name) => name !== false && name !== undefined && name !== '').join(' ') || undefined;
