import { useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { texts } from '../../guests/messages.ts';
import type { Participant } from '../documents/document-server.ts';
import { askForGuest, type MadeLink } from './guest-api.ts';
import { GuestLinkShown } from './guest-link-shown.tsx';

const roles = ['companion', 'representative'] as const;

/** A citizen asks somebody to be at her side. She gives the link on herself; the employee lets in, and sees who has asked. */
export function AskCompanion(props: {
  readonly language: Language;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly participant: Participant;
}) {
  const { language, base, participant } = props;
  const { own: t, host } = texts(language);
  const [made, setMade] = useState<MadeLink | null>(null);
  const [said, setSaid] = useState('');
  const ask = async (role: (typeof roles)[number]) => {
    const prefix = language === 'da' ? base : `/${language}${base}`;
    const answer = await askForGuest(prefix, participant, host.failed, role);
    setMade(answer.ok ? answer.value : null);
    setSaid(answer.ok ? host.made : answer.words);
  };
  return (
    <details class="guest-invite">
      <summary>{t.heading}</summary>
      <p>{t.what}</p>
      <div class="guest-acts">
        {roles.map((role) => (
          <button key={role} type="button" class="button button-secondary" onClick={() => void ask(role)}>
            {t.ask[role]}
          </button>
        ))}
      </div>
      <p role="status">{said}</p>
      {made === null ? null : <GuestLinkShown key={made.link.id} made={made} api={null} language={language} />}
    </details>
  );
}
