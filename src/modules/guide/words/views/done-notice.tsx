import { Notice } from '../../../../ui/index.ts';

/** What has just been done; `link` leads to where it can be seen. */
export type Done = { readonly text: string; readonly link?: { readonly href: string; readonly text: string } };

export function DoneNotice({ done }: { readonly done: Done | null }) {
  if (done === null) return null;
  return (
    <Notice kind="success" live>
      <p>
        {done.text}
        {done.link === undefined ? null : (
          <>
            {' '}
            <a href={done.link.href}>{done.link.text}</a>
          </>
        )}
      </p>
    </Notice>
  );
}
