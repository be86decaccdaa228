/** Numbers and lists that the page needs too; the rules that use them are in rules.ts. */

export const longestAlias = 40;
export const longestLine = 280;
export const longestSpot = 60;

/** Why an employee stopped a conversation. The word is all that is kept of what happened. */
export const stopReasons = ['threats', 'abuse', 'sexual', 'recording', 'other'] as const;
export type StopReason = (typeof stopReasons)[number];
