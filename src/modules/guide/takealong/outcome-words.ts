import type { Language } from '../../../kernel/language.ts';
import { texts } from './messages.ts';
import type { SendOutcome, SendWay } from './send-link.ts';

/** An outcome as a word of an address: `accepted-sms`, `refused-busy`, `unknown`. It names nobody. */
export const outcomeName = (outcome: SendOutcome, way: SendWay): string =>
  outcome.kind === 'accepted'
    ? `accepted-${way}`
    : outcome.kind === 'refused'
      ? `refused-${outcome.why}`
      : outcome.kind === 'off'
        ? `off-${way}`
        : outcome.kind;

type Told = { readonly kind: 'success' | 'warning' | 'error'; readonly text: string };

/** The same in words for the employee; null for a word that is none of ours. */
export function outcomeWords(name: string, language: Language): Told | null {
  const { outcome, off } = texts(language).send;
  const known: Readonly<Record<string, Told>> = {
    'accepted-sms': { kind: 'success', text: outcome.accepted.sms },
    'accepted-mail': { kind: 'success', text: outcome.accepted.mail },
    'refused-recipient': { kind: 'error', text: outcome.refused.recipient },
    'refused-busy': { kind: 'error', text: outcome.refused.busy },
    'refused-service': { kind: 'error', text: outcome.refused.service },
    'refused-unreachable': { kind: 'error', text: outcome.refused.unreachable },
    'off-sms': { kind: 'warning', text: off.sms },
    'off-mail': { kind: 'warning', text: off.mail },
    unknown: { kind: 'warning', text: outcome.unknown },
  };
  return Object.hasOwn(known, name) ? (known[name] ?? null) : null;
}

/** Why a way is missing, in words; null when none is. */
export function offWords(ways: readonly SendWay[], language: Language): string | null {
  const { off } = texts(language).send;
  if (ways.length === 2) return null;
  return ways.length === 0 ? off.both : ways.includes('sms') ? off.mail : off.sms;
}
