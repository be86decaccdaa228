/** A person without a name is called by her role, in small letters: large where she begins a sentence. */
export const first = (who: string): string => who.charAt(0).toUpperCase() + who.slice(1);
