/** Which ways a municipality offers for one service, and which it recommends. Pure. */
import { type DateString, ok, type Result, refuse } from '../../../kernel/index.ts';
import { type Channel, nonDigitalChannels } from './entrance.ts';
import type { PictureService } from './guide-picture.ts';

export type ChannelRule = {
  readonly service: string;
  /** Counts up with each decision; every one is kept. */
  readonly version: number;
  /** No rule holds any more. */
  readonly withdrawn: boolean;
  readonly offered: readonly Channel[];
  readonly recommended: readonly Channel[];
  readonly reason: string;
  /** A role or a body: a committee, a head of department. Never a person. */
  readonly decidedBy: string;
  readonly decidedOn: DateString;
  readonly reviewOn: DateString;
};

/** What a rule has led to, once it is measured; contact counts by channel before and after the decision. */
export type ChannelEffect = {
  readonly before: { readonly period: string; readonly share: Readonly<Partial<Record<Channel, number>>> };
  readonly after: { readonly period: string; readonly share: Readonly<Partial<Record<Channel, number>>> };
};

export type ChannelFault =
  | { readonly field: 'offered'; readonly kind: 'none' }
  | { readonly field: 'offered'; readonly kind: 'only-digital'; readonly law: string; readonly statement: string }
  | { readonly field: 'recommended'; readonly kind: 'none' | 'not-offered' }
  | { readonly field: 'reviewOn'; readonly kind: 'before-decision' | 'late' }
  | { readonly field: 'decidedOn'; readonly kind: 'future' };

/** A decision of years ago is nobody's decision: two years at most between looks. */
const reviewWithinYears = 2;

/**
 * Is this rule one that may be made? Where law makes a service digital, the citizen keeps a right to another way, so at
 * least one way without a screen must be offered.
 */
export function checkRule(
  rule: Omit<ChannelRule, 'version'>,
  service: Pick<PictureService, 'mandatory'>,
  today: DateString,
): Result<Omit<ChannelRule, 'version'>, readonly ChannelFault[]> {
  const faults: ChannelFault[] = [];
  if (rule.offered.length === 0) faults.push({ field: 'offered', kind: 'none' });
  else if (service.mandatory && !rule.offered.some((channel) => nonDigitalChannels.includes(channel)))
    faults.push({ field: 'offered', kind: 'only-digital', ...service.mandatory });
  if (rule.recommended.length === 0) faults.push({ field: 'recommended', kind: 'none' });
  else if (rule.recommended.some((channel) => !rule.offered.includes(channel)))
    faults.push({ field: 'recommended', kind: 'not-offered' });
  if (rule.decidedOn > today) faults.push({ field: 'decidedOn', kind: 'future' });
  if (rule.reviewOn <= rule.decidedOn) faults.push({ field: 'reviewOn', kind: 'before-decision' });
  else if (rule.reviewOn > `${Number(rule.decidedOn.slice(0, 4)) + reviewWithinYears}${rule.decidedOn.slice(4)}`)
    faults.push({ field: 'reviewOn', kind: 'late' });
  return faults.length === 0 ? ok(rule) : refuse(faults);
}
