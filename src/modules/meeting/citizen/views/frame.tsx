import type { ComponentChildren } from 'preact';
import { pathIn } from '../../../../kernel/address.ts';
import { Button, Page } from '../../../../ui/index.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';

/** The page around everything here. About what is anonymous it says first how to leave at once. */
export function Frame({
  page,
  title,
  children,
}: {
  readonly page: MeetingPage;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  const { language, municipality, base, anonymous } = page;
  return (
    <Page
      title={title}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      styles={['meeting']}
      scripts={anonymous ? ['leave-now'] : []}
      noIndex
    >
      {anonymous ? <LeaveNow page={page} /> : null}
      {children}
    </Page>
  );
}

/** Without scripts the button forgets her cookies and shows the front page; with them the screen is cleared first. */
function LeaveNow({ page }: { readonly page: MeetingPage }) {
  const { language, base } = page;
  const t = texts(language).anonymous;
  return (
    <form
      class="leave-now no-print"
      method="post"
      action={pathIn(language, base, '/moede/forlad')}
      data-leave-now={pathIn(language, base)}
    >
      <Button variant="warning">{t.leave}</Button>
      <p class="with-scripts soft">{t.leaveHow}</p>
    </form>
  );
}

export const telephone = (phone: string): string => `tel:+45${phone.replaceAll(/\D/g, '')}`;

/** Behind every dead end there is a person: phone and place. */
export function OtherWays({ page, heading = true }: { readonly page: MeetingPage; readonly heading?: boolean }) {
  const [place] = page.places;
  const t = texts(page.language).ways;
  if (!place) return null;
  return (
    <section aria-labelledby={heading ? 'andre-maader' : undefined}>
      {heading ? <h2 id="andre-maader">{t.heading}</h2> : null}
      <ul class="other-ways">
        <li>
          <a href={telephone(place.phone)}>{t.call(place.phone)}</a>
        </li>
        <li>{t.come(place.name, place.address)}</li>
      </ul>
    </section>
  );
}

/** Names and values that travel along unseen. */
export function Hidden({ fields }: { readonly fields: readonly (readonly [string, string])[] }) {
  return (
    <>
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** What is true, and the way on. */
export function SaysPage({
  page,
  title,
  text,
  children,
}: {
  readonly page: MeetingPage;
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <Frame page={page} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
      <OtherWays page={page} />
    </Frame>
  );
}
