import { pathIn } from '../../../kernel/address.ts';
import type { Language } from '../../../kernel/language.ts';
import { DataIsland, Notice, Page } from '../../../ui/index.ts';
import type { IceServer } from '../../call/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { LineTestProps } from '../client/line-test/line-test-app.tsx';
import { lineTestTexts } from './messages.ts';

export function LineTestPage(props: {
  readonly language: Language;
  readonly municipality: Municipality;
  readonly base: string;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly path: string;
  readonly iceServers: readonly IceServer[];
  /** She came from her meeting's page: it keeps what the line bears, and is the way back. */
  readonly fromMeeting: boolean;
}) {
  const { language, municipality, base, alternates, path } = props;
  const t = lineTestTexts(language);
  const island: LineTestProps = {
    language,
    path,
    iceServers: props.iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
    reportTo: props.fromMeeting ? pathIn('da', base, '/moede/mit/linje') : null,
  };
  return (
    <Page
      title={t.title}
      language={language}
      municipality={municipality}
      base={base}
      alternates={alternates}
      scripts={['line-test']}
      styles={['help']}
      noIndex
    >
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <DataIsland name="line-test" props={island}>
        <noscript>
          <Notice kind="warning" heading={t.noScript}>
            {municipality.name}
          </Notice>
        </noscript>
      </DataIsland>
      {props.fromMeeting ? (
        <p>
          <a class="way" href={pathIn(language, base, '/moede/mit')}>
            {t.toMeeting}
          </a>
        </p>
      ) : null}
    </Page>
  );
}
