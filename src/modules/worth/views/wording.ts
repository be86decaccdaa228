import { type Language, locale, longDate, percent } from '../../../kernel/index.ts';
import type { Block, PublishedFigures } from '../../contact/index.ts';
import { texts } from '../messages.ts';
import { type Share, shareOf, wilson } from '../statistics.ts';

/** How figures are written on the leader's page, in one language. */
export type Wording = ReturnType<typeof wordingFor>;

export function wordingFor(language: Language, steps: PublishedFigures['steps']) {
  const t = texts(language).leader;
  const numbers = new Intl.NumberFormat(locale[language]);
  const decimals = new Intl.NumberFormat(locale[language], { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const number = (count: number) => numbers.format(count);
  return {
    language,
    t,
    number,
    /** A count, or that it is hidden and below what. */
    figure: (count: number | null, floor = steps.cell) =>
      count === null ? t.hiddenUnder(number(floor)) : number(count),
    share: (share: Share) => t.share(number(share.count), number(share.of), percent(shareOf(share), language)),
    percent: (share: number) => percent(share, language),
    interval: (share: Share) => {
      const { low, high } = wilson(share);
      return t.interval(percent(low, language), percent(high, language));
    },
    /** Percentage points with their sign. */
    points: (difference: number) => `${difference < 0 ? '−' : '+'}${decimals.format(Math.abs(difference * 100))}`,
    pointsWide: (difference: number) => t.changed.points(decimals.format(difference * 100)),
    period: (block: Pick<Block, 'first' | 'last'>) =>
      t.period(longDate(block.first, language), longDate(block.last, language)),
    hiddenWhy: t.hiddenWhy(number(steps.cell), number(steps.crossing)),
  };
}
