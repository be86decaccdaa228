import { expect, test } from 'vitest';
import { fjordby, openTestHouse } from '../../../test/support/test-house.ts';
import {
  addEmployee,
  addPerson,
  admit,
  directPlaces,
  enter,
  hideAddresses,
  may,
  openRoom,
  roles,
  roomState,
  setPerson,
  setPlace,
  signalsAfter,
  viewFrom,
} from './index.ts';
import { storeSignal } from './signals.ts';

const house = await openTestHouse();
const { bus, clock, database, keys } = house;
const inFjordby = <Value>(work: () => Promise<Value>) => database.inMunicipality(fjordby, work);
const now = () => clock.now();

async function threeOf(more: { readonly relayOnly?: boolean } = {}) {
  const { roomId, participantId: citizen } = await inFjordby(() =>
    openRoom({ form: 'video', language: 'da', displayName: 'Karen', ...more }, now()),
  );
  const kim = await inFjordby(() => addEmployee(bus, roomId, { displayName: 'Kim' }));
  const tolk = await inFjordby(() =>
    addPerson(bus, roomId, { role: 'interpreter', displayName: 'Amina', identity: 'link', language: 'ar' }),
  );
  if (!kim.ok || !tolk.ok) throw new Error('no room');
  await inFjordby(() => admit(bus, roomId));
  let pages = 0;
  const sit = async (who: typeof citizen, outside = false) => {
    pages += 1;
    const session = `a-page-of-somebody-${pages}`;
    const entered = await inFjordby(() => enter(bus, who, { session, takeOver: true, outside }, now()));
    if (entered.kind !== 'seated') throw new Error(entered.kind);
    return entered.seat;
  };
  const sees = async (seat: Awaited<ReturnType<typeof sit>>) => {
    const seen = await inFjordby(() => viewFrom(seat, now()));
    if (seen.kind !== 'here') throw new Error(seen.kind);
    return seen.room;
  };
  return { roomId, citizen, employee: kim.value.participantId, interpreter: tolk.value.participantId, sit, sees };
}

test('a guest waits before the door: she sees nobody, the others do not see her, the host does', async () => {
  const { citizen, employee, interpreter, sit, sees } = await threeOf();
  const [c, e, t] = [await sit(citizen), await sit(employee), await sit(interpreter)];
  expect(await sees(t)).toMatchObject({ you: { who: 3, state: 'lobby' }, people: [], guests: [] });
  expect((await sees(c)).people.map((one) => one.who)).toEqual([2]);
  expect((await sees(c)).guests).toEqual([]);
  expect((await sees(e)).guests).toMatchObject([
    { who: 3, role: 'interpreter', name: 'Amina', identity: 'link', language: 'ar', state: 'lobby', connected: true },
  ]);
  for (const [from, who] of [
    [t, 1],
    [c, 3],
  ] as const)
    expect(await inFjordby(() => storeSignal(house, from, { n: 1, who, to: 1, body: 'offer' }))).toBe(
      'before admission',
    );
});

test('let in she is one of them; on hold she is seen and heard by nobody, and what was on its way is gone', async () => {
  const { roomId, citizen, employee, interpreter, sit, sees } = await threeOf();
  const [c, , t] = [await sit(citizen), await sit(employee), await sit(interpreter)];
  const put = (state: 'admitted' | 'held' | 'removed') => inFjordby(() => setPlace(bus, roomId, interpreter, state));
  await put('admitted');
  expect((await sees(t)).people.map((one) => one.who)).toEqual([1, 2]);
  const offer = { n: 1, who: 3, to: t.seat, body: 'offer' };
  expect(await inFjordby(() => storeSignal(house, c, offer))).toBe('stored');
  await put('held');
  expect(await sees(t)).toMatchObject({ you: { state: 'held' }, people: [] });
  expect((await sees(c)).people.map((one) => one.who)).toEqual([2]);
  expect(await inFjordby(() => signalsAfter(keys, t, 0))).toEqual([]);
  expect(await inFjordby(() => storeSignal(house, c, { ...offer, n: 2 }))).toBe('before admission');
  await put('admitted');
  expect((await sees(c)).people.map((one) => one.who)).toEqual([2, 3]);
});

test('who was removed does not come back, by no word of anybody', async () => {
  const { roomId, interpreter, sit, sees } = await threeOf();
  const t = await sit(interpreter);
  await inFjordby(() => setPlace(bus, roomId, interpreter, 'removed'));
  expect(await inFjordby(() => setPlace(bus, roomId, interpreter, 'admitted'))).toEqual({
    ok: false,
    reason: 'no place',
  });
  await inFjordby(() => admit(bus, roomId));
  expect(await sees(t)).toMatchObject({ you: { state: 'removed' }, people: [] });
});

test('between browsers there is room for four, and a place that was removed is free again', async () => {
  const { roomId, interpreter } = await threeOf();
  const more = () =>
    inFjordby(() => addPerson(bus, roomId, { role: 'companion', displayName: null, identity: 'link' }));
  expect((await more()).ok).toBe(true);
  expect(directPlaces).toBe(4);
  expect(await more()).toEqual({ ok: false, reason: 'full' });
  await inFjordby(() => setPlace(bus, roomId, interpreter, 'removed'));
  // A number is given once: whoever writes under it is never taken for another.
  expect(await more()).toMatchObject({ ok: true, value: { who: 5 } });
});

test('how somebody is known is raised for all to see', async () => {
  const { roomId, citizen, employee, sit, sees } = await threeOf();
  const e = await sit(employee);
  expect((await sees(e)).people).toMatchObject([{ who: 1, identity: 'told' }]);
  await inFjordby(() => setPerson(bus, roomId, citizen, { identity: 'mitid' }));
  expect((await sees(e)).people).toMatchObject([{ who: 1, name: 'Karen', identity: 'mitid' }]);
  expect((await inFjordby(() => roomState(roomId, now())))?.participants[0]).toMatchObject({ identity: 'mitid' });
});

test('an employee from outside the nets is met through the relay only, before anybody sees her page', async () => {
  const { citizen, employee, sit, sees } = await threeOf();
  const c = await sit(citizen, true);
  expect((await sees(c)).relayOnly).toBe(false);
  await sit(employee, true);
  expect((await sees(c)).relayOnly).toBe(true);
  const hidden = await threeOf({ relayOnly: true });
  expect((await hidden.sees(await hidden.sit(hidden.citizen))).relayOnly).toBe(true);
});

test('what pages have said of their addresses is dropped when they are to be hidden, and only then', async () => {
  const { roomId, citizen, employee, sit } = await threeOf();
  const [c, e] = [await sit(citizen), await sit(employee)];
  const say = (n: number) =>
    inFjordby(() => storeSignal(house, c, { n, who: e.who, to: e.seat, body: `candidate ${n}` }));
  const lies = async () => (await inFjordby(() => signalsAfter(keys, e, 0))).map(({ body }) => body);
  await say(1);
  await inFjordby(() => hideAddresses(bus, roomId));
  expect(await lies()).toEqual([]);
  await say(2);
  await inFjordby(() => hideAddresses(bus, roomId));
  expect(await lies()).toEqual(['candidate 2']);
});

test('only staff let in, only the two end it for all, and an interpreter decides nothing', () => {
  expect(roles.filter((role) => may(role, 'admit'))).toEqual(['employee', 'colleague']);
  expect(roles.filter((role) => may(role, 'end'))).toEqual(['citizen', 'employee']);
  expect(roles.filter((role) => may(role, 'agree'))).toEqual(['citizen', 'representative']);
  for (const right of ['admit', 'end', 'put-document', 'point', 'show-page', 'propose-point', 'agree'] as const)
    expect(may('interpreter', right)).toBe(false);
});
