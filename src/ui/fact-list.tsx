import type { ComponentChildren } from 'preact';

/** A few facts, each with its name: what it costs, how long it takes. */
export function FactList({
  items,
}: {
  readonly items: readonly { readonly label: string; readonly value: ComponentChildren }[];
}) {
  return (
    <dl class="fact-list">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
