/** The municipality's name, with which the server ends every title. */
const ending = / – [^–]*$/.exec(document.title)?.[0] ?? '';

/** Says in the title what the page shows now, as the server's own titles do. */
export function showTitle(words: string): void {
  document.title = `${words}${ending}`;
}
