/** Finds an island and its props; null on a page without it. */
export function findIsland<Props>(name: string): { readonly root: HTMLElement; readonly props: Props } | null {
  const root = document.querySelector<HTMLElement>(`[data-island="${name}"]`);
  const json = root?.querySelector('script[type="application/json"]')?.textContent;
  return root && json ? { root, props: JSON.parse(json) as Props } : null;
}
