import { describe, expect, test } from 'vitest';
import { fjordby, hedelund } from '../../../../test/support/test-house.ts';
import { newId, type TicketId } from '../../../kernel/index.ts';
import { enter, setPerson, viewFrom } from '../../call/index.ts';
import { closeContact, deskClosed, employeeLost, takeNext } from '../desk.ts';
import { comeToAlarm, endOwnAlarm, forgetAlarms, isCalled, raiseAlarm, reachedByAlarm } from './alarm.ts';
import { askColleague, declineToJoin, joinAsColleague, leaveCompany, releaseColleague } from './colleague.ts';
import { nameShown, setAlias, setStation } from './names.ts';
import { readingSeconds } from './rules.ts';
import { stopFor } from './stop.ts';
import { companyOf, openAlarms, replaceAlarmContacts, transferOf } from './store.ts';
import { companyHouse, havnen, municipality, toAnybody, torvet } from './testing/company-house.ts';
import { acceptTransfer, answerTransfer, askTransfer, declineTransfer } from './transfer.ts';

const { house, inFjordby, employee, citizen, talking, mineOf, told, roomOf, audited } = companyHouse();

describe('the name that citizens see', () => {
  test('is the alias of the kind of conversation, while the audit knows who she is', async () => {
    const mette = await employee('Mette Medarbejder');
    expect((await setAlias(house(), mette, mette.employeeId, 'help', 'Mette')).ok).toBe(true);
    await setAlias(house(), mette, mette.employeeId, 'bolig', 'Rådgiver 12');
    const names = await inFjordby(() => Promise.all([nameShown(mette, null), nameShown(mette, 'bolig')]));
    expect(names).toEqual(['Mette', 'Rådgiver 12']);
    await citizen();
    const taken = await takeNext(house(), mette, () => 'bolig');
    const room = await roomOf((taken.ok && taken.value.ticket.id) as TicketId);
    expect(room.participants.map((one) => one.displayName)).toEqual([null, 'Rådgiver 12']);
    expect((await audited('ticket.take')).at(-1)?.actor).toBe(mette.employeeId);
    expect((await audited('alias.set')).at(-1)).toMatchObject({ actor: mette.employeeId, subject: mette.employeeId });
  });
  test('is never a colleague’s', async () => {
    const [mette, ali] = [await employee('Mette M'), await employee('Ali A')];
    await setAlias(house(), ali, ali.employeeId, 'help', 'Rådgiver 7');
    for (const taken of ['ali a', 'Rådgiver 7'])
      expect(await setAlias(house(), mette, mette.employeeId, 'help', taken)).toEqual({ ok: false, reason: 'taken' });
  });
});

describe('a transfer', () => {
  test('keeps the citizen with the first until somebody takes over, and carries what is known', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { token, ticket } = await talking(mette, 'Karen');
    const before = await roomOf(ticket);
    await inFjordby(() =>
      setPerson(house().bus, before.id, before.participants[0]?.id ?? newId(), { identity: 'known' }),
    );
    await askTransfer(house(), mette, { employee: ali.employeeId, place: null, line: 'Har NemKonto 010190-1234' });
    expect(await told(token)).toEqual({
      kind: 'taken',
      transfer: { from: 'Mette', to: 'Ali', toPerson: true, line: 'Har NemKonto [fjernet]', agreed: false },
    });
    expect((await mineOf(mette))?.id).toBe(ticket);
    expect(await acceptTransfer(house(), ali, ticket)).toEqual({ ok: false, reason: 'too-soon' });
    house().clock.advance(readingSeconds);
    expect((await acceptTransfer(house(), ali, ticket)).ok).toBe(true);
    expect(await mineOf(mette)).toBeNull();
    expect((await mineOf(ali))?.name).toBe('Karen');
    const after = await roomOf(ticket);
    expect(after.participants).toMatchObject([
      { role: 'citizen', displayName: 'Karen', identity: 'known', state: 'admitted' },
      { role: 'employee', displayName: 'Ali', state: 'admitted' },
    ]);
    expect(after.participants[0]?.id).toBe(before.participants[0]?.id);
    expect(await told(token)).toEqual({ kind: 'taken' });
    expect((await audited('transfer.take')).at(-1)).toMatchObject({ actor: ali.employeeId, subject: ticket });
    await closeContact(house(), ali, { outcome: 'self', kind: 'information', task: null });
    expect(await inFjordby(() => transferOf(ticket))).toBeNull();
  });

  test('ends when the citizen says no, and is quicker when she says yes', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { token, ticket } = await talking(mette);
    await askTransfer(house(), mette, toAnybody);
    await answerTransfer(house(), municipality, token, 'no');
    house().clock.advance(readingSeconds);
    expect(await acceptTransfer(house(), ali, ticket)).toEqual({ ok: false, reason: 'gone' });
    expect((await mineOf(mette))?.id).toBe(ticket);
    expect((await inFjordby(() => transferOf(ticket)))?.state).toBe('citizen-no');
    await askTransfer(house(), mette, toAnybody);
    await answerTransfer(house(), municipality, token, 'yes');
    expect((await acceptTransfer(house(), ali, ticket)).ok).toBe(true);
  });

  test('to a place is for whoever sits there; a named colleague may say no', async () => {
    const [mette, ali, ida] = [await employee('Mette'), await employee('Ali'), await employee('Ida')];
    await setStation(house(), ali, havnen, 'lokale 2');
    const { token, ticket } = await talking(mette);
    await askTransfer(house(), mette, { employee: null, place: havnen, line: '' });
    expect(await told(token)).toMatchObject({ transfer: { to: 'Jobcenter', toPerson: false } });
    house().clock.advance(readingSeconds);
    expect(await acceptTransfer(house(), ida, ticket)).toEqual({ ok: false, reason: 'gone' });
    await askTransfer(house(), mette, { employee: ida.employeeId, place: null, line: '' });
    await declineTransfer(house(), ali, ticket);
    expect((await inFjordby(() => transferOf(ticket)))?.state).toBe('open');
    await declineTransfer(house(), ida, ticket);
    expect((await inFjordby(() => transferOf(ticket)))?.state).toBe('declined');
  });

  test('goes to nobody who has a citizen, has left, or never was; and to nobody in another municipality', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { ticket } = await talking(mette);
    await citizen();
    await takeNext(house(), ali);
    await askTransfer(house(), mette, toAnybody);
    house().clock.advance(readingSeconds);
    expect(await acceptTransfer(house(), ali, ticket)).toEqual({ ok: false, reason: 'has-one-already' });
    const gone = await employee('Gone');
    await deskClosed(house(), gone, house().clock.now());
    const wish = { ...toAnybody, employee: gone.employeeId };
    expect(await askTransfer(house(), mette, wish)).toEqual({ ok: false, reason: 'nobody-there' });
    const stranger = { ...ali, municipality: { ...municipality, id: hedelund } };
    expect(await acceptTransfer(house(), stranger, ticket)).toEqual({ ok: false, reason: 'gone' });
  });

  test('dies when the citizen goes back to the line', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { ticket } = await talking(mette);
    await askTransfer(house(), mette, toAnybody);
    const mine = await mineOf(mette);
    if (mine) await inFjordby(() => employeeLost(house(), municipality, mine));
    house().clock.advance(readingSeconds);
    expect(await acceptTransfer(house(), ali, ticket)).toEqual({ ok: false, reason: 'gone' });
  });
});

describe('a second colleague', () => {
  test('comes in by name, for everybody to see, and has no citizen meanwhile', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { ticket } = await talking(mette);
    expect(await joinAsColleague(house(), ali, ticket)).toEqual({ ok: false, reason: 'gone' });
    await askColleague(house(), mette, ali.employeeId);
    expect((await joinAsColleague(house(), ali, ticket)).ok).toBe(true);
    expect((await roomOf(ticket)).participants[2]).toMatchObject({
      role: 'colleague',
      displayName: 'Ali',
      identity: 'staff',
      state: 'admitted',
    });
    await citizen();
    expect(await takeNext(house(), ali)).toEqual({ ok: false, reason: 'has-one-already' });
    expect((await audited('conversation.join')).at(-1)?.actor).toBe(ali.employeeId);
    await leaveCompany(house(), ali);
    expect((await roomOf(ticket)).participants).toHaveLength(2);
    expect((await takeNext(house(), ali)).ok).toBe(true);
  });

  test('may say no, and is let go by the one who asked', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { ticket } = await talking(mette);
    await askColleague(house(), mette, ali.employeeId);
    await declineToJoin(house(), ali, ticket);
    expect(await joinAsColleague(house(), ali, ticket)).toEqual({ ok: false, reason: 'gone' });
    await askColleague(house(), mette, ali.employeeId);
    await joinAsColleague(house(), ali, ticket);
    await releaseColleague(house(), mette, ali.employeeId);
    expect((await roomOf(ticket)).participants).toHaveLength(2);
    expect(await inFjordby(() => companyOf(ali.employeeId))).toBeNull();
  });

  test('goes on with the citizen when the first is lost, or takes her over, in the place she has', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { token, ticket } = await talking(mette);
    await askColleague(house(), mette, ali.employeeId);
    await joinAsColleague(house(), ali, ticket);
    const place = (await roomOf(ticket)).participants[2]?.id;
    const mine = await mineOf(mette);
    if (mine) await inFjordby(() => employeeLost(house(), municipality, mine));
    expect((await mineOf(ali))?.id).toBe(ticket);
    expect(await told(token)).toEqual({ kind: 'taken' });
    expect((await roomOf(ticket)).participants).toMatchObject([
      { role: 'citizen', state: 'admitted' },
      { id: place, role: 'employee', state: 'admitted' },
    ]);
  });
});

describe('the silent alarm', () => {
  test('reaches those named for her place who are at a desk; one answers; nothing of it is the citizen’s', async () => {
    const [mette, ali, ida] = [await employee('Mette'), await employee('Ali'), await employee('Ida')];
    await setStation(house(), mette, torvet, 'skranke 2');
    await inFjordby(() =>
      replaceAlarmContacts([
        { placeId: torvet, employeeId: ali.employeeId },
        { placeId: havnen, employeeId: ida.employeeId },
      ]),
    );
    const { token, ticket } = await talking(mette);
    const room = await roomOf(ticket);
    const page = await inFjordby(() =>
      enter(house().bus, room.participants[0]?.id ?? newId(), { session: 's', takeOver: false }, house().clock.now()),
    );
    if (page.kind !== 'seated') throw new Error('no seat');
    const seen = async () => ({
      stream: await told(token),
      room: await inFjordby(() => viewFrom(page.seat, house().clock.now())),
    });
    const before = await seen();
    const heard: string[] = [];
    const listen = (topic: `room:${string}` | `ticket:${string}` | `line:${string}` | `staff:${string}`) =>
      house().bus.subscribe(topic, () => void heard.push(topic));
    const ends = [
      listen(`room:${room.id}`),
      listen(`ticket:${ticket}`),
      listen(`line:${fjordby}`),
      listen(`staff:${ali.employeeId}`),
      listen(`staff:${ida.employeeId}`),
    ];
    expect(await inFjordby(() => reachedByAlarm(torvet, [ali.employeeId, ida.employeeId]))).toEqual([ali.employeeId]);
    expect(await inFjordby(() => reachedByAlarm(torvet, [ida.employeeId]))).toEqual([]);
    await raiseAlarm(house(), mette);
    await raiseAlarm(house(), mette);
    const alarms = await inFjordby(openAlarms);
    expect(alarms).toMatchObject([{ employeeId: mette.employeeId, placeId: torvet, answeredBy: null }]);
    const alarm = alarms[0];
    if (!alarm) throw new Error('no alarm');
    expect(await inFjordby(() => isCalled(ali.employeeId, alarm))).toBe(true);
    await comeToAlarm(house(), ida, alarm.id);
    expect((await inFjordby(openAlarms))[0]?.answeredBy).toBeNull();
    await comeToAlarm(house(), ali, alarm.id);
    expect((await inFjordby(openAlarms))[0]?.answeredBy).toBe(ali.employeeId);
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(2);
    expect(new Set(heard)).toEqual(new Set([`staff:${ali.employeeId}`]));
    expect(await seen()).toEqual(before);
    await endOwnAlarm(house(), mette);
    expect(await inFjordby(openAlarms)).toEqual([]);
    for (const action of ['alarm.raise', 'alarm.answer', 'alarm.end'])
      expect((await audited(action)).filter((one) => one.subject === alarm.id)).toHaveLength(1);
    for (const end of ends) end();
  });

  test('does not stand for ever', async () => {
    const mette = await employee('Mette');
    await raiseAlarm(house(), mette);
    house().clock.advance(61 * 60);
    await inFjordby(() => forgetAlarms(house().clock.now()));
    expect(await inFjordby(openAlarms)).toEqual([]);
  });
});

describe('a stop', () => {
  test('ends it for the citizen, says so to her, and keeps a time, a name and one word', async () => {
    const mette = await employee('Mette');
    const { token, ticket } = await talking(mette, 'Karen');
    await stopFor(house(), mette, 'threats', null);
    expect(await told(token)).toEqual({ kind: 'ended', stopped: true });
    expect((await roomOf(ticket)).participants[0]?.state).toBe('removed');
    const entry = (await audited('conversation.stop')).find((one) => one.subject === ticket);
    expect(entry).toMatchObject({ actor: mette.employeeId, purpose: 'citizen: threats' });
    expect(JSON.stringify(entry)).not.toContain('Karen');
    expect((await closeContact(house(), mette, { outcome: 'unsolved', kind: 'information', task: null })).ok).toBe(
      true,
    );
    // Another door is open to her: a new place in line.
    expect(await told(await citizen())).toMatchObject({ kind: 'waiting' });
  });
  test('is never for a colleague', async () => {
    const mette = await employee('Mette');
    const { ticket } = await talking(mette);
    const employeePlace = (await roomOf(ticket)).participants.find((one) => one.role === 'employee')?.who ?? 0;
    expect(await stopFor(house(), mette, 'other', employeePlace)).toEqual({ ok: false, reason: 'no-contact' });
  });
});
