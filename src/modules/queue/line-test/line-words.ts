/**
 * What is said on the socket of a line test. Each message has one answer, in order: `ping` itself, `down` a piece of noise, and a
 * piece of noise `up`. Whoever measures decides how many are on their way at once.
 */
export const lineWords = { ping: 'p', down: 'd', up: 'u' } as const;

/** Bytes in a piece of noise, either way. */
export const pieceBytes = 4_000;
/** A test asks three times, takes thirty pieces and gives fifteen. */
export const mostMessages = 64;
