/** What a text lacks beyond its own words, told to whoever writes it: advice, never a refusal. Pure. */
import type { ServiceText } from '../service-text.ts';

export type TextGap = 'no-owner' | 'no-person' | 'no-stop-rule' | 'link-broken' | 'link-moved';

/** A number to call, or a value that the municipality fills in: a phone, a place. */
const person = /(?:\d{2} ?){4}|\{(?:local|our|fact):/;

/**
 * @param service as this municipality tells it
 * @param ownerRole empty: nobody
 * @param links what is known of the text's addresses
 */
export function textGaps(
  service: ServiceText,
  ownerRole: string,
  links: readonly ('broken' | 'moved' | 'other')[],
): readonly TextGap[] {
  return [
    ...(ownerRole === '' ? (['no-owner'] as const) : []),
    // Every dead end has a person behind it.
    ...(person.test(service.nonDigital.da) ? [] : (['no-person'] as const)),
    ...(service.steps.length > 0 && service.stopRules.length === 0 ? (['no-stop-rule'] as const) : []),
    ...(links.includes('broken') ? (['link-broken'] as const) : []),
    ...(links.includes('moved') ? (['link-moved'] as const) : []),
  ];
}
