/**
 * When is somebody there? An open page says so every few seconds by moving `seen_until` ahead; a closed one moves it to
 * now. All pure; the numbers are here and nowhere else.
 */

/** How long a sign of life holds. The stream is renewed every 25 s, and that is the sign. */
export const signOfLifeSeconds = 35;

/** A closed page keeps its place this long (the citizen is promised two minutes; a phone that rings takes about one). */
export const keepPlaceSeconds = 120;

/** An employee who reloads is not gone; one whose browser died is, soon enough that the citizen does not wait for nobody. */
export const deskGraceSeconds = 10;

/** A citizen in a conversation whose employee vanished goes back to her place after this long. */
export const lostEmployeeSeconds = 45;

/** One who was taken just now is on her way in: a key pressed twice must not drop the one whom the first press brought. */
export const arrivalSeconds = 5;

const plus = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000);

export const seenUntil = (now: Date): Date => plus(now, signOfLifeSeconds);
/** Tickets last seen before this have given up their place. */
export const placeLostBefore = (now: Date): Date => plus(now, -keepPlaceSeconds);
export const employeeLostBefore = (now: Date): Date => plus(now, -lostEmployeeSeconds);
export const deskSeenUntilAfterClose = (now: Date): Date => plus(now, deskGraceSeconds);
export const isArriving = (takenAt: Date, now: Date): boolean => plus(takenAt, arrivalSeconds) > now;
export const isPresent = (seen: Date, now: Date): boolean => seen.getTime() > now.getTime();
