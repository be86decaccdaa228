import type { Language } from '../../../kernel/index.ts';
import * as da from './templates.da.ts';
import * as en from './templates.en.ts';

const endings = { da, en };

/**
 * A text as it is sent: whoever wrote it, an e-mail or SMS says that nobody reads answers to it, and where to ring instead.
 * Digital Post and letters say so around the text (`digitalpost/`). Pure.
 */
export function withEnding(channel: 'mail' | 'sms', text: string, phone: string | null, language: Language): string {
  const { mailEnding, smsEnding } = endings[language];
  if (channel === 'mail') return `${text}\n\n${mailEnding(phone)}`;
  return `${text}\n${smsEnding(phone !== null && text.includes(phone) ? null : phone)}`;
}
