import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk-messages.ts';

/** What comes after a meeting that was held at the desk: the next one, with everything filled in, and the note. */
export function HeldMeeting({
  id,
  prefix,
  language,
}: {
  readonly id: string;
  readonly prefix: string;
  readonly language: Language;
}) {
  const t = deskTexts(language).held;
  const path = `${prefix}/skranke/moeder`;
  return (
    <div class="alert alert-success">
      <p class="alert-heading">{t.done}</p>
      <div class="alert-text button-row">
        <a class="button button-primary" href={`${path}/ny?efter=${id}`}>
          {t.next}
        </a>
        <a class="button button-secondary" href={`${path}/${id}#notat`}>
          {t.note}
        </a>
      </div>
    </div>
  );
}
