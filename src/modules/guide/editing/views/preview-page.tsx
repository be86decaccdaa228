import { type Language, pathIn } from '../../../../kernel/index.ts';
import { Notice } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import type { ComposedService } from '../../publication/compose-service.ts';
import type { LocalField } from '../../service-text.ts';
import { Prose } from '../../views/prose.tsx';
import { editingTexts } from '../messages.ts';
import { TextFrame } from './text-frame.tsx';

/** The draft as it will be: to the citizen, on a phone and in full width, and to the employee. */
export function PreviewPage({
  staff,
  language,
  slug,
  title,
  whole,
  composed,
  missing,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly slug: string;
  readonly title: string;
  readonly whole: 'national' | 'own' | null;
  readonly composed: ComposedService | null;
  readonly missing: readonly LocalField[];
}) {
  const t = editingTexts(language);
  const address = pathIn(language, '', `/redaktion/tekst/${slug}/vis/borger`);
  return (
    <TextFrame
      staff={staff}
      language={language}
      slug={slug}
      title={`${t.preview}: ${title}`}
      path="/vis"
      whole={whole}
      message={null}
    >
      {composed === null ? (
        <Notice kind="warning" heading={t.previewNot}>
          <ul>
            {missing.map((field) => (
              <li key={field.id}>{field.label.da}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          <h2>{t.previewCitizen}</h2>
          <p>
            <a href={address}>{t.previewWide}</a>
          </p>
          <iframe class="edit-phone" src={address} title={`${t.previewCitizen}. ${t.previewPhone}`} />
          <h2>{t.previewStaff}</h2>
          <StaffVoice service={composed} language={language} />
        </>
      )}
    </TextFrame>
  );
}

function StaffVoice({ service, language }: { readonly service: ComposedService; readonly language: Language }) {
  const t = editingTexts(language);
  return (
    <>
      <ol>
        {service.steps.map((step) => (
          <li key={step.id}>
            <h3>
              <Prose text={step.title} language={language} plain />
            </h3>
            {step.lines.map((line, index) => (
              <div key={`${index}`}>
                <p class="soft">{t.stages[line.stage]}</p>
                <p>
                  <strong>{`${t.say}: `}</strong>
                  <Prose text={line.say} language={language} plain />
                </p>
                {line.do === null ? null : (
                  <p>
                    <strong>{`${t.do}: `}</strong>
                    <Prose text={line.do} language={language} plain />
                  </p>
                )}
                {line.ifCitizenSays.map((branch) => (
                  <p key={branch.goTo}>
                    {'“'}
                    <Prose text={branch.says} language={language} plain />
                    {`” → ${branch.goTo}`}
                  </p>
                ))}
              </div>
            ))}
          </li>
        ))}
      </ol>
      <ul>
        {service.stopRules.map((rule) => (
          <li key={rule.id}>
            <strong>
              <Prose text={rule.when} language={language} plain />
            </strong>{' '}
            <Prose text={rule.offer} language={language} plain />
          </li>
        ))}
      </ul>
    </>
  );
}
