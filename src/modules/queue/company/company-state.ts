import type { Language } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Publication } from '../../guide/index.ts';
import { employeeNames, type StaffMember } from '../../identity/index.ts';
import { type Place, places } from '../../tenancy/index.ts';
import { whoIsAtDesk, whoIsBusy } from '../desk-presence-store.ts';
import { type Ticket, ticketById } from '../store.ts';
import { isCalled, reachedByAlarm } from './alarm.ts';
import { stationWords } from './names.ts';
import { mayReceive, shownName, transferReadyAt } from './rules.ts';
import {
  aliasesOf,
  asksTo,
  companionsOf,
  everybodyInCompany,
  openAlarms,
  openTransfers,
  stations,
  type Transfer,
  transferOf,
} from './store.ts';

export type Colleague = {
  readonly id: string;
  readonly name: string;
  /** Where she sits; empty where she has not said. */
  readonly where: string;
  readonly busy: boolean;
};

/** What a colleague is asked to take, or to join. */
export type Offer = {
  readonly ticket: string;
  readonly from: string;
  readonly topic: string | null;
  readonly language: string;
  readonly line: string;
  /** Named, not just anybody who is free: only then does a no mean anything to the one who asks. */
  readonly forMe: boolean;
  /** The citizen is reading for so long yet; what is left, since two computers' clocks differ. */
  readonly readyInMs: number;
  /** Milliseconds since 1970: the same citizen offered again is another offer. */
  readonly askedAt: number;
};

export type DeskCompany = {
  /** How the next citizen, or the present one, sees her. */
  readonly shownAs: string;
  readonly colleagues: readonly Colleague[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly offers: readonly Offer[];
  readonly asks: readonly Pick<Offer, 'ticket' | 'from' | 'topic' | 'language'>[];
  /** Her own wish to hand somebody on. */
  readonly transfer: { readonly to: string | null; readonly state: Transfer['state']; readonly agreed: boolean } | null;
  /** What came with the citizen whom a colleague handed on. */
  readonly carried: { readonly from: string; readonly line: string } | null;
  readonly companions: readonly { readonly id: string; readonly name: string; readonly state: string }[];
  readonly alarm: {
    readonly own: { readonly answeredBy: string | null } | null;
    /** Who would see it if she pressed now. */
    readonly reach: readonly string[];
    readonly called: readonly {
      readonly id: string;
      readonly name: string;
      readonly where: string;
      readonly answeredBy: string | null;
      readonly byMe: boolean;
    }[];
  };
};

export const groupIn =
  (publication: Publication) =>
  (service: string | null): string | null =>
    service === null ? null : (publication.outline(service, 'da')?.lifeEvent ?? null);

/** Everything of the desk that has to do with colleagues. In the caller's municipal transaction. */
export async function readCompany(
  house: House,
  publication: Publication,
  staff: StaffMember,
  language: Language,
  /** The citizen she has, or the one she would take next. */
  mine: Ticket | null,
  next: Ticket | null,
): Promise<DeskCompany> {
  const now = house.clock.now();
  const group = groupIn(publication);
  const all = await places();
  const here = (await whoIsAtDesk(now)).filter((one) => one !== staff.employeeId);
  const busy = new Set([...(await whoIsBusy()), ...(await everybodyInCompany())]);
  const where = await stations();
  const ownPlace = where.get(staff.employeeId)?.placeId ?? null;
  const [open, asks, alarms] = [await openTransfers(), await asksTo(staff.employeeId), await openAlarms()];
  const transfer = mine === null ? null : await transferOf(mine.id);
  const companions = mine === null ? [] : await companionsOf(mine.id);
  const reach = await reachedByAlarm(ownPlace, here);
  const asked = await Promise.all(asks.map(async (ask) => ({ ask, ticket: await ticketById(ask.ticketId) })));
  const names = await employeeNames([
    ...new Set([
      ...here,
      ...reach,
      ...open.map((one) => one.from),
      ...asked.flatMap(({ ticket }) => ticket?.employeeId ?? []),
      ...companions.map((one) => one.employeeId),
      ...alarms.flatMap((one) => [one.employeeId, one.answeredBy ?? one.employeeId]),
      ...(transfer ? [transfer.from, transfer.to ?? transfer.from] : []),
    ]),
  ]);
  const nameOf = (id: string | null): string => (id === null ? '' : (names.get(id) ?? ''));
  const topicOf = (ticket: Ticket): string | null =>
    ticket.service ? (publication.outline(ticket.service, language)?.title.text ?? null) : null;
  const offers: Offer[] = [];
  for (const one of open) {
    const me = { employee: staff.employeeId, place: ownPlace };
    if (!mayReceive({ employee: one.to, place: one.toPlace }, one.from, me)) continue;
    const ticket = await ticketById(one.ticketId);
    if (!ticket || ticket.employeeId !== one.from) continue;
    offers.push({
      ticket: one.ticketId,
      from: nameOf(one.from),
      topic: topicOf(ticket),
      language: ticket.language,
      // What is written about a citizen is for the one who is asked, or who takes over, not for all who might.
      line: one.to === staff.employeeId ? one.line : '',
      forMe: one.to === staff.employeeId,
      readyInMs: Math.max(0, transferReadyAt(one.askedAt, one.agreed).getTime() - now.getTime()),
      askedAt: one.askedAt.getTime(),
    });
  }
  const called = [];
  for (const one of alarms)
    if (await isCalled(staff.employeeId, one))
      called.push({
        id: one.id,
        name: nameOf(one.employeeId),
        where: stationWords({ placeId: one.placeId, spot: where.get(one.employeeId)?.spot ?? '' }, all),
        answeredBy: one.answeredBy && nameOf(one.answeredBy),
        byMe: one.answeredBy === staff.employeeId,
      });
  const ownAlarm = alarms.find((one) => one.employeeId === staff.employeeId);
  return {
    shownAs: shownName(await aliasesOf(staff.employeeId), group((mine ?? next)?.service ?? null), staff.name),
    colleagues: here
      .map((id) => ({ id, name: nameOf(id), where: whereWords(where.get(id), all), busy: busy.has(id) }))
      .sort((a, b) => Number(a.busy) - Number(b.busy) || a.name.localeCompare(b.name, 'da')),
    places: all.map(({ id, name }) => ({ id, name })),
    offers,
    asks: asked.flatMap(({ ask, ticket }) =>
      ticket
        ? [
            {
              ticket: ask.ticketId,
              from: nameOf(ticket.employeeId),
              topic: topicOf(ticket),
              language: ticket.language,
            },
          ]
        : [],
    ),
    transfer:
      transfer?.from === staff.employeeId
        ? {
            to: transfer.to ? nameOf(transfer.to) : (all.find((place) => place.id === transfer.toPlace)?.name ?? null),
            state: transfer.state,
            agreed: transfer.agreed,
          }
        : null,
    carried:
      transfer?.state === 'moved' && transfer.to === staff.employeeId
        ? { from: nameOf(transfer.from), line: transfer.line }
        : null,
    companions: companions.map((one) => ({ id: one.employeeId, name: nameOf(one.employeeId), state: one.state })),
    alarm: {
      own: ownAlarm ? { answeredBy: ownAlarm.answeredBy && nameOf(ownAlarm.answeredBy) } : null,
      reach: reach.map(nameOf),
      called,
    },
  };
}

const whereWords = (station: Parameters<typeof stationWords>[0] | undefined, all: readonly Place[]): string =>
  station ? stationWords(station, all) : '';

/** What the citizen is told while she is being handed on, with the names that she may see. */
export type TransferTold = {
  readonly from: string;
  /** A colleague, or a place; null for whoever is free. */
  readonly to: string | null;
  readonly toPerson: boolean;
  readonly line: string;
  readonly agreed: boolean;
};

/** Null while nobody hands her on. In the caller's municipal transaction. */
export async function transferTold(ticket: Ticket): Promise<TransferTold | null> {
  const transfer = await transferOf(ticket.id);
  if (transfer?.state !== 'open' || transfer.from !== ticket.employeeId) return null;
  const { shownFrom: from, shownTo: to, line, agreed } = transfer;
  return { from, to, toPerson: transfer.to !== null, line, agreed };
}
