/** What is known of an address, and what an answer changes in it. Pure. */
export const linkStates = ['ok', 'moved', 'broken', 'unknown', 'skipped'] as const;

export type LinkReason =
  | ''
  | 'status'
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'tls'
  | 'redirects'
  | 'redirect-loop'
  | 'no-answer'
  | 'login'
  | 'busy'
  | 'robots'
  | 'robots-away'
  | 'invented'
  | 'private'
  | 'port'
  | 'not-web'
  | 'credentials';

export type LinkState = {
  readonly state: (typeof linkStates)[number];
  readonly reason: LinkReason;
  /** The last answer's code; null where none came. */
  readonly status: number | null;
  /** Since when it has been in this state. */
  readonly since: Date;
  readonly checkedAt: Date | null;
  readonly failCount: number;
  /** When the last failure that counted was. */
  readonly failedAt: Date | null;
  readonly movedTo: string | null;
  readonly nextAt: Date;
};

/** What one look gave. `unclear` says nothing of the page itself: a login, a busy server, robots kept out. */
export type LinkAnswer =
  | { readonly kind: 'ok'; readonly status: number; readonly movedTo: string | null }
  | { readonly kind: 'failed'; readonly reason: LinkReason; readonly status: number | null }
  | {
      readonly kind: 'unclear';
      readonly reason: LinkReason;
      readonly status: number | null;
      readonly again: 'day' | 'week';
    }
  | { readonly kind: 'skipped'; readonly reason: LinkReason };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
/** Two looks on one bad evening are one failure. */
export const failuresApartMs = 20 * hourMs;
export const failuresUntilBroken = 2;

export const newLink = (now: Date): LinkState => ({
  state: 'unknown',
  reason: '',
  status: null,
  since: now,
  checkedAt: null,
  failCount: 0,
  failedAt: null,
  movedTo: null,
  nextAt: now,
});

/** The state after an answer. A link is broken only after two failures at least 20 hours apart. */
export function afterAnswer(before: LinkState, answer: LinkAnswer, now: Date): LinkState {
  const to = (state: LinkState['state'], more: Partial<LinkState>): LinkState => ({
    ...before,
    state,
    reason: '',
    status: null,
    movedTo: null,
    checkedAt: now,
    since: state === before.state ? before.since : now,
    nextAt: new Date(now.getTime() + weekMs),
    ...more,
  });
  const forgiven = { failCount: 0, failedAt: null };
  switch (answer.kind) {
    case 'ok':
      return answer.movedTo === null
        ? to('ok', { status: answer.status, ...forgiven })
        : to('moved', { status: answer.status, movedTo: answer.movedTo, ...forgiven });
    case 'skipped':
      return to('skipped', { reason: answer.reason, ...forgiven });
    case 'unclear':
      // What was broken stays broken until it has answered well.
      return to(before.state === 'broken' ? 'broken' : 'unknown', {
        reason: answer.reason,
        status: answer.status,
        nextAt: new Date(now.getTime() + (answer.again === 'day' ? dayMs : weekMs)),
      });
    case 'failed': {
      const counts = before.failedAt === null || now.getTime() - before.failedAt.getTime() >= failuresApartMs;
      const failCount = before.failCount + (counts ? 1 : 0);
      const broken = failCount >= failuresUntilBroken;
      const state = broken ? 'broken' : before.state === 'skipped' ? 'unknown' : before.state;
      return to(state, {
        reason: answer.reason,
        status: answer.status,
        movedTo: state === 'moved' ? before.movedTo : null,
        failCount,
        failedAt: counts ? now : before.failedAt,
        nextAt: new Date(now.getTime() + (broken ? weekMs : dayMs)),
      });
    }
  }
}
