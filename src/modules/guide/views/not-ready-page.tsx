import { Button, Notice } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import type { ComposedText } from '../publication/compose-service.ts';
import type { ServiceOutline } from '../publication/publication.ts';
import { Prose } from './prose.tsx';
import type { ViewContext } from './view-context.ts';
import { WaysOn } from './ways-on.tsx';

/** A service whose guide the municipality has not completed: the way to the solution and to a person stand anyway. */
export function NotReadyPage({
  context,
  service,
}: {
  readonly context: ViewContext;
  readonly service: ServiceOutline;
}) {
  const { language } = context;
  const t = texts(language);
  return (
    <>
      <h1>
        <Prose text={service.plainTitle} language={language} plain />
      </h1>
      <Notice kind="info" heading={t.notReadyHeading}>
        <p>{t.notReadyText}</p>
      </Notice>
      <WaysOn context={context} heading={t.helpHeading} />
      <p class="entry">
        <Button href={service.entryUrl} variant="secondary">
          {t.goToSolution(new URL(service.entryUrl).host.replace(/^www\./, ''))}
        </Button>
      </p>
    </>
  );
}

/** A service that this municipality does not offer: where to go instead, and a person all the same. */
export function ReferralPage({
  context,
  service,
}: {
  readonly context: ViewContext;
  readonly service: ServiceOutline & { readonly referral: NonNullable<ServiceOutline['referral']> };
}) {
  const { language, municipality } = context;
  const t = texts(language);
  const { text, url } = service.referral;
  return (
    <>
      <h1>
        <Prose text={service.plainTitle} language={language} plain />
      </h1>
      <Notice kind="info" heading={t.referralHeading(municipality.fullName)}>
        <p>
          <Prose text={text} language={language} />
        </p>
      </Notice>
      {url === null ? null : (
        <p class="entry">
          <Button href={url}>{t.goToSolution(new URL(url).host.replace(/^www\./, ''))}</Button>
        </p>
      )}
      <WaysOn context={context} heading={t.helpHeading} />
    </>
  );
}

/** A text that was withdrawn: its address still says so, because it stands in letters and in people's bookmarks. */
export function WithdrawnPage({ context, title }: { readonly context: ViewContext; readonly title: ComposedText }) {
  const { language } = context;
  const t = texts(language);
  return (
    <>
      <h1>
        <Prose text={title} language={language} plain />
      </h1>
      <Notice kind="info" heading={t.withdrawnHeading}>
        <p>{t.withdrawnText}</p>
      </Notice>
      <WaysOn context={context} heading={t.helpHeading} />
    </>
  );
}
