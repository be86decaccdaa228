import { companyTexts } from '../../company/messages.ts';
import type { CompanyProps } from './company-props.ts';

/** A second colleague, asked in; everybody in the conversation sees her come and go. */
export function ColleaguePanel({ desk, language, act }: CompanyProps) {
  const t = companyTexts(language);
  const { colleagues, companions } = desk.company;
  const free = colleagues.filter(
    (one) => !one.busy && !companions.some((other) => other.id === one.id && other.state !== 'declined'),
  );
  return (
    <>
      <p class="desk-quiet">{t.colleague.hint}</p>
      <div role="status">
        {companions.map((one) => (
          <p key={one.id}>
            {one.state === 'in'
              ? t.colleague.in(one.name)
              : one.state === 'asked'
                ? t.colleague.asked(one.name)
                : t.colleague.declined(one.name)}{' '}
            {one.state === 'declined' ? null : (
              <button
                type="button"
                class="button button-quiet"
                onClick={() => void act('kollega/slip', { employee: one.id })}
              >
                {one.state === 'in' ? t.colleague.thank(one.name) : t.colleague.takeBack}
              </button>
            )}
          </p>
        ))}
      </div>
      {free.length === 0 ? <p>{t.transfer.nobody}</p> : null}
      {free.map((one) => (
        <button
          key={one.id}
          type="button"
          class="button button-secondary"
          onClick={() => void act('kollega', { employee: one.id })}
        >
          {t.colleague.ask(one.name)}
        </button>
      ))}
    </>
  );
}
