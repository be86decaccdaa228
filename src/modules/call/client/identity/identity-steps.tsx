import type { Language } from '../../../../kernel/language.ts';
import { texts } from '../../identity/messages.ts';
import type { RaiseView } from '../../identity/raise-identity.ts';

/** How somebody came to be known: each step with its method and what came of it. */
export function IdentitySteps({
  raises,
  language,
}: {
  readonly raises: readonly RaiseView[];
  readonly language: Language;
}) {
  const t = texts(language);
  if (raises.length === 0) return null;
  return (
    <ul class="identity-steps">
      {raises.map((raise) => (
        <li key={raise.id}>{t.step[raise.state](t.stepLevel[raise.level], t.method[raise.method])}</li>
      ))}
    </ul>
  );
}
