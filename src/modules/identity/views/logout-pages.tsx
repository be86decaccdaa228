import type { Language } from '../../../kernel/index.ts';
import { alternates, pathIn } from '../../../platform/index.ts';
import { Button, PlainPage } from '../../../ui/index.ts';
import { texts } from '../messages.ts';

/** After logout, and where the provider sends the browser back to. */
export function LoggedOutPage({
  language,
  providerLogout,
}: {
  readonly language: Language;
  readonly providerLogout: string | null;
}) {
  const t = texts(language);
  return (
    <PlainPage
      title={t.loggedOut.title}
      language={language}
      alternates={providerLogout === null ? alternates('', '/log-ud') : []}
      noIndex
    >
      <h1>{t.loggedOut.title}</h1>
      <p>{t.loggedOut.text}</p>
      {providerLogout === null ? (
        <Button href={pathIn(language, '', '/log-ind')}>{t.logIn}</Button>
      ) : (
        <>
          <p>{t.loggedOut.leaving}</p>
          <Button href={providerLogout}>{t.loggedOut.provider}</Button>
        </>
      )}
    </PlainPage>
  );
}

type SessionsProps = {
  readonly language: Language;
  readonly name: string;
  readonly places: number;
  /** Where another button is the page's main one. */
  readonly aside?: boolean | undefined;
};

/** What one can end of one's own: this session, or all. */
export function OwnSessions({ language, name, places, aside = false }: SessionsProps) {
  const t = texts(language).logOut;
  return (
    <>
      <p>
        {t.signedIn(name)} {t.places(places)}
      </p>
      <form method="post" action={pathIn(language, '', '/log-ud')}>
        <Button variant={aside ? 'secondary' : 'primary'}>{t.here}</Button>{' '}
        <Button name="alle" value="ja" variant="secondary">
          {t.everywhere}
        </Button>
      </form>
    </>
  );
}

export function LogOutPage(props: SessionsProps) {
  const { title } = texts(props.language).logOut;
  return (
    <PlainPage title={title} language={props.language} alternates={alternates('', '/log-ud')} noIndex>
      <h1>{title}</h1>
      <OwnSessions {...props} />
    </PlainPage>
  );
}
