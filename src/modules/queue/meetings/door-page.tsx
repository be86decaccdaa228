import type { ComponentChildren } from 'preact';
import { type Language, pathIn } from '../../../kernel/index.ts';
import { Button, Notice, Page } from '../../../ui/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { texts } from './messages.ts';

/** What somebody is told who cannot go in just now, and the way back to her appointment. */
export function DoorPage(props: {
  readonly language: Language;
  readonly municipality: Municipality;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly heading: string;
  readonly says: string;
  /** Another way in, offered before the way back. */
  readonly children?: ComponentChildren;
  /** Her link is not known here: she has to open it again. */
  readonly lost?: boolean;
  /** The door to knock at again, by a press. */
  readonly again?: string;
}) {
  const { language, municipality, alternates, heading, says } = props;
  const base = `/${municipality.slug}`;
  const t = texts(language);
  return (
    <Page
      title={heading}
      language={language}
      municipality={municipality}
      base={base}
      alternates={alternates}
      styles={['queue']}
      noIndex
    >
      <h1>{heading}</h1>
      <Notice kind="info">
        <p>{says}</p>
      </Notice>
      {props.children}
      {props.again === undefined ? null : (
        <form method="post" action={pathIn(language, base, props.again)}>
          <Button type="submit">{t.again}</Button>
        </form>
      )}
      {props.lost ? (
        <Button href={pathIn(language, base, '/moede/kode')}>{t.code}</Button>
      ) : (
        <p>
          <a href={pathIn(language, base, '/moede/mit')}>{t.back}</a>
        </p>
      )}
    </Page>
  );
}
