/**
 * Fetching statuses instead of receiving them ("BeskedHent", AMQP 1.0 over TLS with a SAML token as its credential). There is
 * no carrier behind this port: `statuses: pull` in the settings is refused at start. Whoever builds one gives each event's XML
 * to `handle`, which reads it as the pushed ones are read, and settles it on `taken` alone.
 */
export type StatusPull = {
  readonly start: (handle: (xml: string) => Promise<'taken' | 'again'>) => { readonly stop: () => Promise<void> };
};
