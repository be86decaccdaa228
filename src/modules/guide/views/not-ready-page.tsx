import { Button, Notice } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
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
