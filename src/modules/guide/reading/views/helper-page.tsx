import { pathIn } from '../../../../kernel/address.ts';
import { Button } from '../../../../ui/index.ts';
import { GuideRecords } from '../../views/guide-records.tsx';
import type { ViewContext } from '../../views/view-context.ts';
import { texts } from '../messages.ts';

/** The service whose dated facts, law and sources this page stands on. */
const mandateGuide = 'digital-fuldmagt';
const exemptionGuide = 'digital-post-fritagelse';

/** What a relative or a volunteer may do and may not do, and how to be allowed more. */
export function HelperPage({ context }: { readonly context: ViewContext }) {
  const { language, base, publication } = context;
  const t = texts(language);
  const mandate = publication.service(mandateGuide, language);
  const age = mandate?.facts.find(({ id }) => id === 'age')?.value?.text;
  const asHelper = (rest: string) => `${pathIn(language, base, rest)}?hjaelper=1`;
  return (
    <>
      <h1>{t.helperTitle}</h1>
      <p class="lead">{t.helperLead}</p>
      <p class="no-print">
        <Button href={asHelper('/emner')}>{t.helperStart}</Button>
      </p>
      <Rules heading={t.helperNeverHeading} rules={t.helperNever} />
      <Rules heading={t.helperMayHeading} rules={t.helperMay} />
      <Rules heading={t.helperMayNotHeading} rules={t.helperMayNot} />
      <Rules heading={t.mandateHeading} rules={[...t.mandate, ...(age === undefined ? [] : [t.mandateAge(age)])]} />
      {mandate === null ? null : (
        <p>
          <a class="way" href={asHelper(`/${mandateGuide}`)}>
            {t.mandateGuide}
          </a>
        </p>
      )}
      <h2>{t.cannotHeading}</h2>
      <p>{t.cannot}</p>
      <Rules heading={t.volunteerHeading} rules={t.volunteer} />
      <h2>{t.otherWayHeading}</h2>
      <p>{t.otherWay}</p>
      <p class="no-print">
        {publication.outline(exemptionGuide, language) === null ? null : (
          <>
            <a class="way" href={asHelper(`/${exemptionGuide}`)}>
              {t.otherWayLink}
            </a>
            <br />
          </>
        )}
        <a class="way" href={pathIn(language, base, '/hjaelp')}>
          {t.helpFromUs}
        </a>
      </p>
      <h2>{t.rulesHeading}</h2>
      {mandate === null ? <p>{t.noRecords}</p> : <GuideRecords language={language} service={mandate} />}
    </>
  );
}

function Rules({ heading, rules }: { readonly heading: string; readonly rules: readonly string[] }) {
  return (
    <section>
      <h2>{heading}</h2>
      <ul>
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </section>
  );
}
