import { pathIn } from '../../../kernel/address.ts';
import { Button } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import { PhoneLink } from './prose.tsx';
import { mainPhone, type ViewContext } from './view-context.ts';

/** Where to go when the page was not the answer: a person, the whole list, the phone. */
export function WaysOn({ context, heading }: { readonly context: ViewContext; readonly heading?: string }) {
  const { language, base, publication } = context;
  const t = texts(language);
  const phone = mainPhone(publication);
  return (
    <section aria-labelledby="videre">
      <h2 id="videre">{heading ?? t.waysOn}</h2>
      <ul class="plain-list">
        <li>
          <Button href={pathIn(language, base, '/hjaelp')} variant="secondary">
            {t.wayHelp}
          </Button>
        </li>
        <li>
          <a href={pathIn(language, base, '/emner')}>{t.wayTopics}</a>
        </li>
        {phone === null ? null : (
          <li>
            <PhoneLink phone={phone}>{t.wayPhone(phone)}</PhoneLink>
          </li>
        )}
      </ul>
    </section>
  );
}
