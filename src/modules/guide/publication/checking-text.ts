import { type ContentLanguage, localise } from '../../../kernel/language.ts';
import type { Fact, LocalisedText } from '../service-text.ts';

const beingChecked: Record<Fact['kind'], LocalisedText> = {
  amount: { da: 'beløbet er ved at blive kontrolleret', en: 'the amount is being checked' },
  deadline: { da: 'fristen er ved at blive kontrolleret', en: 'the deadline is being checked' },
  period: { da: 'tiden er ved at blive kontrolleret', en: 'the time is being checked' },
  phone: { da: 'nummeret er ved at blive kontrolleret', en: 'the number is being checked' },
  hours: { da: 'tiderne er ved at blive kontrolleret', en: 'the hours are being checked' },
  link: { da: 'adressen er ved at blive kontrolleret', en: 'the address is being checked' },
  threshold: { da: 'grænsen er ved at blive kontrolleret', en: 'the limit is being checked' },
  rule: { da: 'reglen er ved at blive kontrolleret', en: 'the rule is being checked' },
};

/** What stands in place of a fact that is not valid today. In a file of its own, because the browser draws it too. */
export const checkingText = (kind: Fact['kind'], language: ContentLanguage): string =>
  localise(beingChecked[kind], language).text;
