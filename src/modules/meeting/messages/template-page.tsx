import { type Language, languages, pathIn } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import {
  Button,
  Details,
  ErrorSummary,
  FactList,
  Notice,
  Table,
  TextField,
  VisuallyHidden,
} from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { allowedIn, type Template } from './fill-template.ts';
import { messageChannels, messageKinds } from './kinds.ts';
import { texts } from './messages.ts';
import { MessagesFrame } from './staff-page.tsx';
import type { StoredTemplate, TemplateKey } from './template-store.ts';

export const templatesPath = '/administration/moeder/beskeder';
export const templatePath = ({ kind, channel, language }: TemplateKey) =>
  `${templatesPath}/${kind}/${channel}/${language}`;

type Shared = { readonly language: Language; readonly staff: StaffMember };

/** Every text there is, by language, kind and channel. */
export function TemplatesPage({ language, staff, changed }: Shared & { readonly changed: readonly TemplateKey[] }) {
  const all = texts(language);
  const t = all.templates;
  const isOwn = (key: TemplateKey) =>
    changed.some((one) => one.kind === key.kind && one.channel === key.channel && one.language === key.language);
  return (
    <MessagesFrame
      language={language}
      staff={staff}
      title={t.title}
      current="/administration"
      path={templatesPath}
      back={{ path: '/administration', words: t.back }}
    >
      <p>{t.intro}</p>
      {languages.map((written) => (
        <section key={written}>
          <Table
            caption={t.caption(t.languages[written])}
            head={[t.kind, ...messageChannels.map((channel) => all.channels[channel])]}
            rows={messageKinds.map((kind) => [
              all.kinds[kind],
              ...messageChannels.map((channel) => {
                const key = { kind, channel, language: written };
                return (
                  <a key={channel} href={pathIn(language, '', templatePath(key))}>
                    {isOwn(key) ? t.own : t.ours}
                    <VisuallyHidden>{`, ${t.edit(all.kinds[kind], all.channels[channel], t.languages[written])}`}</VisuallyHidden>
                  </a>
                );
              }),
            ])}
          />
        </section>
      ))}
    </MessagesFrame>
  );
}

export type TemplatePageProps = Shared & {
  readonly key_: TemplateKey;
  readonly typed: Template;
  readonly version: number;
  readonly errors: readonly FieldError[];
  /** As it would look, with values as long as they come. */
  readonly preview: Template | null;
  readonly saved?: boolean;
  /** What somebody else has saved meanwhile. */
  readonly stored?: StoredTemplate;
};

/** One text, with the fields it may name and what it looks like. */
export function TemplatePage({
  language,
  staff,
  key_: key,
  typed,
  version,
  errors,
  preview,
  saved = false,
  stored,
}: TemplatePageProps) {
  const all = texts(language);
  const t = all.templates;
  const { kind, channel } = key;
  const field = (name: keyof Template) => ({
    id: name,
    name,
    value: typed[name],
    error: errors.find((one) => one.field === name)?.message,
    written: { lang: key.language, dir: 'ltr' } as const,
  });
  return (
    <MessagesFrame
      language={language}
      staff={staff}
      title={t.heading(all.kinds[kind], all.channels[channel], t.languages[key.language])}
      current="/administration"
      path={templatePath(key)}
      back={{ path: templatesPath, words: t.allTexts }}
    >
      <ErrorSummary language={language} errors={errors} />
      {saved ? (
        <Notice kind="success" live>
          <p>{t.saved}</p>
        </Notice>
      ) : null}
      {stored === undefined ? null : (
        <Notice kind="warning" heading={t.storedNow}>
          {stored.subject === '' ? null : <p>{stored.subject}</p>}
          <Words text={stored.body} language={key.language} />
        </Notice>
      )}
      <form method="post" action={pathIn(language, '', templatePath(key))} novalidate>
        <input type="hidden" name="version" value={String(version)} />
        {channel === 'sms' ? null : (
          <TextField {...field('subject')} label={t.subject} hint={t.subjectHint} maxlength={100} />
        )}
        <TextField
          {...field('body')}
          label={t.body}
          hint={t.bodyHints[channel]}
          rows={channel === 'sms' ? 4 : 16}
          maxlength={4000}
        />
        <Details summary={t.fields}>
          <p>{t.fieldsHint}</p>
          <FactList items={allowedIn(channel).map((name) => ({ label: `{${name}}`, value: t.placeholders[name] }))} />
        </Details>
        <div class="button-row">
          <Button name="what" value="save">
            {t.save}
          </Button>
          <Button variant="secondary" name="what" value="show">
            {t.show}
          </Button>
          {version === 0 ? null : (
            <Button variant="quiet" name="what" value="reset">
              {t.reset}
            </Button>
          )}
        </div>
      </form>
      {preview === null ? null : (
        <section id="saadan">
          <h2>{t.preview}</h2>
          {channel === 'sms' ? <p>{t.previewLetters(preview.body.length)}</p> : null}
          <Notice kind="example">
            {channel === 'sms' ? null : (
              <p lang={key.language}>
                <strong>{preview.subject}</strong>
              </p>
            )}
            <Words text={preview.body} language={key.language} />
          </Notice>
        </section>
      )}
    </MessagesFrame>
  );
}

function Words({ text, language }: { readonly text: string; readonly language: Language }) {
  return (
    <>
      {text.split(/\n{2,}/).map((part) => (
        <p key={part} lang={language}>
          {part.split('\n').map((line, at) => (
            <>
              {at === 0 ? null : <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </>
  );
}
