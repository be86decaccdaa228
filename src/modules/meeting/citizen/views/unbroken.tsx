import { Fragment } from 'preact';

/** A time by the clock stays on one line: `kl.` at the end of one and `9.30` on the next is read twice. */
export function Unbroken({ children }: { readonly children: string }) {
  return (
    <>
      {children.split(/((?:kl\.|at) \d{1,2}(?:[.:]\d{2})?)/).map((part, at) =>
        at % 2 === 1 ? (
          <span class="unbroken" key={part}>
            {part}
          </span>
        ) : (
          <Fragment key={part}>{part}</Fragment>
        ),
      )}
    </>
  );
}
