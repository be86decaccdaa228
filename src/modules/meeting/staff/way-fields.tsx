import type { Language } from '../../../kernel/index.ts';
import { Details, TextField } from '../../../ui/index.ts';
import type { WaysWritten } from '../way-to-reach.ts';
import { texts } from './messages.ts';

/** How somebody is reached who has neither mail nor phone; the CPR number only where the municipality sends Digital Post. */
export function WayFields({
  language,
  written,
  fault,
  digitalPost,
}: {
  readonly language: Language;
  readonly written: WaysWritten;
  readonly fault: (field: string) => string | undefined;
  readonly digitalPost: boolean;
}) {
  const t = texts(language).fresh;
  const field = (name: keyof WaysWritten) => ({ id: name, name, value: written[name] ?? '', error: fault(name) });
  const names = ['cpr', 'vej', 'by'] as const;
  return (
    <Details
      summary={digitalPost ? t.postOrLetter : t.letter}
      open={names.some((name) => (written[name] ?? '') !== '' || fault(name) !== undefined)}
    >
      {digitalPost ? (
        <TextField {...field('cpr')} label={t.cpr} hint={t.cprHint} inputmode="numeric" maxlength={20} />
      ) : null}
      <TextField {...field('vej')} label={t.street} hint={t.streetHint} maxlength={120} />
      <TextField {...field('by')} label={t.town} maxlength={120} />
    </Details>
  );
}
