import { renderToString } from 'preact-render-to-string';
import { type Language, languages } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { Button, Notice, PlainPage } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import { demoEmployees } from './demo-employees.ts';

/** Said in every language whatever the page's own is: nobody may take it for a real login. */
function LoudWarning({ language }: { readonly language: Language }) {
  const ordered = [language, ...languages.filter((one) => one !== language)];
  return ordered.map((one) => (
    <div key={one} lang={one}>
      <Notice kind="warning" heading={texts(one).demo.warning}>
        <p>{texts(one).demo.explanation}</p>
      </Notice>
    </div>
  ));
}

/** One button an employee; nothing to type. */
export function demoLoginPage(language: Language): string {
  const { demo, roleNames } = texts(language);
  const page = (
    <PlainPage title={demo.title} language={language} noIndex>
      <h1>{demo.title}</h1>
      <LoudWarning language={language} />
      <h2>{demo.choose}</h2>
      <form method="post">
        <ul class="plain-list">
          {demoEmployees.map(({ subject, name, role }) => (
            <li key={subject}>
              <p>
                <Button name="employee" value={subject} variant="secondary">
                  {name} ({roleNames[role]})
                </Button>{' '}
                {demo.does[role]}
              </p>
            </li>
          ))}
        </ul>
        <p>
          <Button name="employee" value="" variant="quiet">
            {demo.cancel}
          </Button>
        </p>
      </form>
    </PlainPage>
  );
  return `<!doctype html>${renderToString(page)}`;
}

/** When the page is old, or the request was not one of ours. It cannot know the language, so it speaks both. */
export function demoErrorPage(): string {
  const page = (
    <PlainPage title={texts('da').demo.lostTitle} language="da" noIndex>
      {languages.map((language) => (
        <section key={language} lang={language}>
          <h1>{texts(language).demo.lostTitle}</h1>
          <p>{texts(language).demo.lost}</p>
          <p>
            <a href={pathIn(language, '', '/log-ind')}>{texts(language).tryAgain}</a>
          </p>
        </section>
      ))}
    </PlainPage>
  );
  return `<!doctype html>${renderToString(page)}`;
}
