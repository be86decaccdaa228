import type { Language } from '../../../kernel/index.ts';
import { Notice } from '../../../ui/index.ts';
import { codeText } from '../messages/message-values.ts';
import { texts } from './messages.ts';

/** Made for one person now, and shown only now. */
export type MadeLink = { readonly address: string; readonly code: string };

export function LinkMade({ language, link }: { readonly language: Language; readonly link: MadeLink }) {
  const t = texts(language).one;
  return (
    <Notice kind="success" live heading={t.linkMade}>
      <p>
        {t.code}: <strong class="meeting-code">{codeText(link.code)}</strong>
      </p>
      <p>
        {t.address}: {link.address}
      </p>
    </Notice>
  );
}
