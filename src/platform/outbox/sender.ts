import type { MessageChannel } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';
import type { House } from '../house.ts';
import { errorFields } from '../log/log.ts';
import { carry } from './carriers.ts';
import { bury, type Claimed, claimDue, drop, hasDue, type StillHolds } from './claim.ts';
import { letterInstead } from './letter-instead.ts';
import type { CarrierOutcome, Carriers, MessageBody } from './message.ts';
import { markSeen } from './records.ts';
import { type Accepted, settle, settleAccepted } from './settle.ts';

export type SenderOptions = {
  readonly carriers: Carriers;
  readonly municipalities: () => Promise<readonly { readonly id: MunicipalityId }[]>;
  readonly stillHolds: StillHolds;
  /** 0 to 1; spreads messages that failed together. */
  readonly random?: () => number;
  /** How often messages that fall due by themselves are looked for. */
  readonly everyMs?: number;
};

export type OutboxSender = {
  /** Listens for messages and looks for those that fall due, until it is stopped. */
  readonly start: () => void;
  /** Sends all that is due in one municipality; how many were handed over. */
  readonly sendDue: (municipality: MunicipalityId) => Promise<number>;
  /** Lets what is being handed over finish, then nothing more is sent. */
  readonly stop: () => Promise<void>;
};

/** Handed over at the same time by one process. A carrier that answers in a second then takes 3,000 a minute. */
const mostAtOnce = 50;
const batch = 25;
const lookMs = 5_000;
/** The outcome is known but the database is away: tried for about a minute, within the claim. */
const settleTries = 6;

/**
 * Hands messages to their carriers. Each is claimed in a transaction of its own, handed over with none open, and settled in a
 * third. Any number of processes may do so at once.
 */
export function createOutboxSender(house: House, options: SenderOptions): OutboxSender {
  const { carriers, municipalities, stillHolds, random = Math.random, everyMs = lookMs } = options;
  const channels = (Object.keys(carriers) as MessageChannel[]).filter(
    (one) => one !== 'letter' || carriers.letter !== null,
  );
  const inFlight = new Set<Promise<void>>();
  const pumps = new Map<MunicipalityId, Promise<number>>();
  const askedAgain = new Set<MunicipalityId>();
  const listening = new Map<MunicipalityId, () => void>();
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;

  const within = <Value>(municipality: MunicipalityId, work: () => Promise<Value>) =>
    house.database.inMunicipality(municipality, work);

  async function handOver(municipality: MunicipalityId, claimed: Claimed): Promise<void> {
    const handover = { municipality, latestUseful: claimed.latestUseful };
    // Many may stand before it in the same batch: looked at again at the last moment.
    if (house.clock.now() >= claimed.latestUseful)
      return within(municipality, () => drop([claimed.id], 'too-late', house.clock.now()));
    const outcome = await carry(carriers, claimed.body, claimed.id, handover).catch((error): CarrierOutcome => {
      house.log.error('a carrier failed', { channel: claimed.body.channel, ...errorFields(error) });
      return { kind: 'unknown' };
    });
    if (outcome.kind === 'no-carrier')
      return within(municipality, () => bury(claimed.id, 'not-set-up', house.clock.now()));
    if (outcome.kind === 'accepted')
      return noteAccepted(municipality, { id: claimed.id, externalId: outcome.externalId });
    return persist(() =>
      within(municipality, async () => {
        await settle(claimed, outcome, house.clock.now(), random());
        if (notSignedUp(claimed.body, outcome)) await markSeen(claimed.id, house.clock.now());
        await letterInstead(house, claimed, outcome, house.clock.now());
      }),
    );
  }

  async function persist(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (tries >= settleTries || stopping) throw error;
        await new Promise((next) => setTimeout(next, 500 * 2 ** tries));
      }
    }
  }

  /** What was taken is noted at once; what is taken meanwhile goes together in the next transaction. */
  type Noting = { now: Promise<void>; next: Accepted[]; afterwards: Promise<void> | null };
  const notings = new Map<MunicipalityId, Noting>();
  function noteAccepted(municipality: MunicipalityId, one: Accepted): Promise<void> {
    const note = (all: readonly Accepted[]) =>
      persist(() => within(municipality, () => settleAccepted(all, house.clock.now())));
    const running = notings.get(municipality);
    if (!running) {
      const noting: Noting = { now: note([one]), next: [], afterwards: null };
      notings.set(municipality, noting);
      void forgetWhenOver(municipality, noting, noting.now);
      return noting.now;
    }
    running.next.push(one);
    running.afterwards ??= running.now
      .catch(() => {})
      .then(() => {
        const all = running.next;
        running.next = [];
        running.afterwards = null;
        running.now = note(all);
        void forgetWhenOver(municipality, running, running.now);
        return running.now;
      });
    return running.afterwards;
  }
  const forgetWhenOver = (municipality: MunicipalityId, noting: Noting, work: Promise<void>) =>
    work
      .catch(() => {})
      .then(() => {
        if (noting.now === work && noting.afterwards === null) notings.delete(municipality);
      });

  async function pump(municipality: MunicipalityId): Promise<number> {
    let handed = 0;
    while (!stopping) {
      // A claim costs as much for one as for a batch: there must be room for a whole one.
      if (inFlight.size > mostAtOnce - batch) {
        await Promise.race(inFlight);
        continue;
      }
      const { claimed, looked } = await within(municipality, () =>
        claimDue(house, { now: house.clock.now(), most: batch, channels, stillHolds }),
      );
      if (looked === 0) break;
      handed += claimed.length;
      for (const one of claimed) {
        const handing: Promise<void> = handOver(municipality, one)
          .catch((error) => house.log.error('a message was not settled', errorFields(error)))
          .finally(() => inFlight.delete(handing));
        inFlight.add(handing);
      }
    }
    return handed;
  }

  function wake(municipality: MunicipalityId): void {
    if (stopping) return;
    if (pumps.has(municipality)) {
      askedAgain.add(municipality);
      return;
    }
    const running = pump(municipality)
      .catch((error) => {
        house.log.error('the outbox stopped', errorFields(error));
        return 0;
      })
      .finally(() => {
        pumps.delete(municipality);
        if (askedAgain.delete(municipality)) wake(municipality);
      });
    pumps.set(municipality, running);
  }

  let looking = false;
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      await lookOnce();
    } finally {
      looking = false;
    }
  }
  async function lookOnce(): Promise<void> {
    for (const { id } of await municipalities()) {
      if (stopping) return;
      if (!listening.has(id))
        listening.set(
          id,
          house.bus.subscribe(`outbox:${id}`, () => wake(id)),
        );
      if (await within(id, () => hasDue(house.clock.now(), channels))) wake(id);
    }
  }

  return {
    start: () => {
      const again = () => void look().catch((error) => house.log.error('the outbox was not read', errorFields(error)));
      again();
      timer = setInterval(again, everyMs);
    },
    sendDue: async (municipality) => {
      const handed = await pump(municipality);
      await Promise.all(inFlight);
      return handed;
    },
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      for (const off of listening.values()) off();
      await Promise.all([...pumps.values(), ...inFlight]);
    },
  };
}

/** NemSMS is a citizen's own choice, and what it says she has been told already: that she has not signed up is nobody's task. */
const notSignedUp = (body: MessageBody, outcome: CarrierOutcome): boolean =>
  body.channel === 'digital-post' &&
  body.kind === 'NEMSMS' &&
  outcome.kind === 'refused' &&
  outcome.why === 'recipient';
