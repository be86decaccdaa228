import { type Language, pathIn } from '../../../kernel/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { codeText } from '../messages/message-values.ts';
import { MeetingFrame } from './frame.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';

/** What was made, with the link and the code that can be read only now. */
export function MadePage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  /** Where what was made is read. */
  readonly href: string;
  readonly heading: string;
  readonly code: string;
  readonly address: string;
}) {
  const { language, staff, href, heading, code, address } = props;
  const t = texts(language);
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={heading}
      path={href}
      back={{ path: minePath, words: t.one.back }}
    >
      <Notice kind="success" heading={t.fresh.readAloud}>
        <p>
          {t.one.code}: <strong class="meeting-code">{codeText(code)}</strong>
        </p>
        <p>
          {t.one.address}: {address}
        </p>
      </Notice>
      <p>
        <a href={pathIn(language, '', href)}>{t.one.open}</a>
      </p>
    </MeetingFrame>
  );
}
