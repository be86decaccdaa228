import type { Language } from '../../../../kernel/index.ts';
import type { EntranceFinding } from '../findings.ts';
import { texts } from '../messages.ts';

/** A finding as a sentence: what is wrong, with whom, and what to do. */
export function findingText(finding: EntranceFinding, titleOf: (slug: string) => string, language: Language): string {
  const t = texts(language).findingTexts;
  const services = finding.services.length === 0 ? t.noService : finding.services.map(titleOf).join(', ');
  const others = finding.others.map((one) => `“${one.name}”`).join(', ');
  switch (finding.kind) {
    case 'no-owner':
      return t['no-owner'];
    case 'owner-unknown':
      return t['owner-unknown'](finding.detail);
    case 'check-overdue':
      return t['check-overdue'];
    case 'duplicate':
      return t.duplicate(others, services);
    case 'paper-without-digital':
      return t['paper-without-digital'](services);
    case 'digital-without-other':
      return t['digital-without-other'](services);
    case 'replacement-retired':
      return t['replacement-retired'](others);
    case 'service-not-offered':
      return t['service-not-offered'](services);
    case 'link-broken':
      return t['link-broken'];
    case 'link-moved':
      return t['link-moved'](finding.detail);
    default:
      return texts(language).findings[finding.kind];
  }
}
