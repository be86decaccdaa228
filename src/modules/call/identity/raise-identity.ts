import { hashToken, newId, newToken, ok, type Result, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { cleanName } from '../guests/guest-name.ts';
import type { Actor } from '../guests/guests.ts';
import { type OwnPlace, placeOf } from '../guests/own-place.ts';
import { setPerson } from '../rooms.ts';
import {
  type AttestMethod,
  decideAttest,
  decideRequest,
  decideSay,
  nextState,
  type RaiseEvent,
  type RaiseLevel,
  type RaiseMethod,
  type RaiseState,
  stateAt,
} from './decide-raise.ts';
import { insertRaise, placeByNumber, type Raise, raiseById, raiseByToken, raisesOf, setRaise } from './store.ts';

/** Long enough to find a phone and log in. */
export const raiseMinutes = 10;
/** Asked again and again, somebody is pressed and not asked. */
export const raisesAtMost = 12;
/** Enough to put a name right. Who goes on through names wants to be taken for others. */
export const namesAtMost = 5;

/** A step as everybody in the room sees it: level, how, and what came of it. Never a name or a number from the login. */
export type RaiseView = {
  readonly id: string;
  readonly who: number;
  readonly level: RaiseLevel;
  readonly method: RaiseMethod;
  readonly state: RaiseState;
  readonly at: string;
};

/** All of these inside the caller's municipal transaction; `OwnPlace` has locked the room. */
export async function raisesSeenFrom(house: House, place: OwnPlace): Promise<readonly RaiseView[]> {
  if (place.state !== 'admitted') return [];
  const now = house.clock.now();
  return (await raisesOf(place.roomId)).map((one) => ({
    id: one.id,
    who: one.who,
    level: one.level,
    method: one.method,
    state: stateAt(one, now),
    at: one.askedAt.toISOString(),
  }));
}

const note = (house: House, who: Actor, action: string, subject: string, outcome: 'done' | 'refused', why: string) =>
  audit({ ...who, action, subject, outcome, purpose: why }, house.clock.now());

/** She herself, whatever way she came. */
export const herself = (place: Pick<OwnPlace, 'role'>): Actor => ({
  actor: place.role === 'citizen' ? 'citizen' : 'guest',
  role: place.role,
});

type Refused = 'not-yours' | 'not-this-person' | 'not-higher' | 'asked-already' | 'too-many' | 'gone';

/**
 * An employee says that she knows who it is, and how she made sure. `shown` is the name that she saw: another one, taken just
 * before, is not what she made sure of.
 */
export async function attest(
  house: House,
  who: Actor,
  by: OwnPlace,
  target: { readonly who: number; readonly shown: string | null },
  method: AttestMethod,
): Promise<Result<null, Refused | 'changed'>> {
  const person = await placeByNumber(by.roomId, target.who);
  const allowed = !person || by.over ? refuse('gone') : decideAttest(by, person);
  const decided = allowed.ok && person?.name !== target.shown ? refuse('changed') : allowed;
  if (!decided.ok || !person) {
    await note(house, who, 'identity.attest', person?.participantId ?? by.roomId, 'refused', method);
    return decided.ok ? refuse('gone') : decided;
  }
  await recordDone(house, { ...person, roomId: by.roomId }, decided.value, method);
  await setPerson(house.bus, by.roomId, person.participantId, { identity: decided.value });
  await note(house, who, 'identity.attest', person.participantId, 'done', method);
  return ok(null);
}

/** She says what she is called; it is shown as told by herself. */
export async function sayName(
  house: House,
  place: OwnPlace,
  written: string,
): Promise<Result<null, Refused | 'no-name' | 'many-names'>> {
  const decided = place.over ? refuse('gone') : decideSay(place);
  if (!decided.ok) return decided;
  const displayName = cleanName(written);
  if (displayName === null) return refuse('no-name');
  const names = (await raisesOf(place.roomId)).filter(
    (one) => one.participantId === place.participantId && one.method === 'said',
  );
  if (names.length >= namesAtMost) return refuse('many-names');
  // A guest's link stays what is known of her; a citizen who was nobody has told something.
  const identity = place.identity === 'none' ? decided.value : place.identity;
  await recordDone(house, place, decided.value, 'said');
  await setPerson(house.bus, place.roomId, place.participantId, { displayName, identity });
  await note(house, herself(place), 'identity.say', place.participantId, 'done', 'said');
  return ok(null);
}

async function recordDone(
  house: House,
  person: Pick<OwnPlace, 'roomId' | 'participantId' | 'who'>,
  level: RaiseLevel,
  method: RaiseMethod,
): Promise<void> {
  const now = house.clock.now();
  const { roomId, participantId, who } = person;
  await insertRaise({
    id: newId(),
    roomId,
    participantId,
    who,
    level,
    method,
    state: 'done',
    askedAt: now,
    expiresAt: now,
  });
}

/** Somebody is asked to show by login who she is, or begins it by herself. Nothing happens until she accepts. */
export async function requestLogin(
  house: House,
  who: Actor,
  by: OwnPlace,
  target: number,
): Promise<Result<{ readonly id: string }, Refused>> {
  const person = await placeByNumber(by.roomId, target);
  const decided = !person || by.over ? refuse('gone') : decideRequest(by, person);
  if (!decided.ok || !person) {
    await note(house, who, 'identity.request', person?.participantId ?? by.roomId, 'refused', 'mitid');
    return decided.ok ? refuse('gone') : decided;
  }
  const now = house.clock.now();
  const hers = (await raisesOf(by.roomId)).filter(
    (one) => one.participantId === person.participantId && one.level === 'mitid',
  );
  const open = hers.find((one) => ['requested', 'begun'].includes(stateAt(one, now)));
  if (open) return by.who === target ? ok({ id: open.id }) : refuse('asked-already');
  if (hers.length >= raisesAtMost) return refuse('too-many');
  // What expired is closed, so that the table's own rule, one open step a person, lets the next in.
  for (const old of hers) if (stateAt(old, now) === 'expired') await setRaise(old.id, 'expired', null);
  const id = newId<'raise'>();
  await insertRaise({
    id,
    roomId: by.roomId,
    participantId: person.participantId,
    who: target,
    level: decided.value,
    method: 'mitid-demonstration',
    state: 'requested',
    askedAt: now,
    expiresAt: new Date(now.getTime() + raiseMinutes * 60_000),
  });
  await house.bus.notify(`room:${by.roomId}`);
  await note(house, who, 'identity.request', person.participantId, 'done', 'mitid');
  return ok({ id });
}

/** She accepts: the login's page gets a secret that leads back to this step, and to nothing else. */
export async function beginLogin(
  house: House,
  place: OwnPlace,
  id: string,
): Promise<Result<{ readonly token: string }, 'gone'>> {
  const step = place.over || place.state !== 'admitted' ? null : await raiseById(id, place.participantId);
  const next = step ? nextState(step, 'begin', house.clock.now()) : refuse('gone');
  if (!step || !next.ok) return refuse('gone');
  const token = newToken();
  await setRaise(step.id, next.value, hashToken(token));
  await house.bus.notify(`room:${place.roomId}`);
  return ok({ token });
}

/** She says no, before she began or after. */
export async function refuseLogin(house: House, place: OwnPlace, id: string): Promise<boolean> {
  const step = await raiseById(id, place.participantId);
  return step !== null && finish(house, step, 'refuse');
}

/** The step that the login's page leads back to; null for one that is over. Looking changes nothing. */
export async function loginStep(house: House, token: string): Promise<Raise | null> {
  const step = await raiseByToken(hashToken(token));
  return step && stateAt(step, house.clock.now()) === 'begun' ? step : null;
}

/** The login answers, once. False: too late, or the conversation is over. */
export async function loginAnswered(house: House, token: string, accepted: boolean): Promise<boolean> {
  const found = await raiseByToken(hashToken(token));
  if (!found) return false;
  // Her place locks the room: of two answers in the same moment one counts.
  const place = await placeOf(found.participantId);
  const step = await raiseByToken(hashToken(token));
  if (!place || place.over || place.state === 'removed' || !step) return false;
  return finish(house, step, accepted ? 'accept' : 'refuse');
}

async function finish(house: House, step: Raise, event: RaiseEvent): Promise<boolean> {
  const next = nextState(step, event, house.clock.now());
  if (!next.ok) return false;
  const place = await placeOf(step.participantId);
  if (!place) return false;
  await setRaise(step.id, next.value, null);
  if (next.value === 'done') await setPerson(house.bus, step.roomId, step.participantId, { identity: step.level });
  else await house.bus.notify(`room:${step.roomId}`);
  const outcome = next.value === 'done' ? 'done' : 'refused';
  await note(house, herself(place), 'identity.raise', step.participantId, outcome, step.method);
  return true;
}
