import { type Language, longDate, wallClock } from '../../../../kernel/index.ts';
import { Tag, type TagKind } from '../../../../ui/index.ts';
import type { LinkState } from '../links/link-state.ts';
import { texts } from '../messages.ts';

const linkTag: Readonly<Record<LinkState['state'], TagKind>> = {
  ok: 'good',
  moved: 'warn',
  broken: 'bad',
  unknown: 'neutral',
  skipped: 'neutral',
};

export function LinkLine({ link, language }: { readonly link: LinkState; readonly language: Language }) {
  const t = texts(language).links;
  return (
    <p class="breakable">
      {t.heading}: <Tag kind={linkTag[link.state]}>{t[link.state]}</Tag> {t.reasons[link.reason]}{' '}
      {link.movedTo === null ? '' : link.movedTo}{' '}
      {link.checkedAt === null ? '' : t.checked(longDate(wallClock(link.checkedAt).date, language))}{' '}
      {link.failCount > 0 && link.state !== 'broken' ? t.once : ''}
    </p>
  );
}
