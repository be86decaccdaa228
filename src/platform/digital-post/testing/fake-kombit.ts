/**
 * A fake of KOMBIT's Serviceplatform over real mutual TLS: STS, token service, PostForespørg and KombiPostAfsend, as public
 * client code describes them (docs/evidence.md, "Messages"). It takes what an honest caller sends, and misbehaves on demand.
 * It is not KOMBIT: its error codes and the wording of its refusals are invented.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../../../kernel/index.ts';
import type { KombitAddresses } from '../settings.ts';
import { findBelow, readXml, textBelow } from '../xml/read-xml.ts';
import type { Pair } from './certificates.ts';
import { brokenRules } from './memo-rules.ts';

export type Step = 'sts' | 'tokens' | 'ask' | 'send';
export type Misbehaviour =
  | 'forbid'
  | 'unauthorized'
  | 'fail'
  | 'unavailable'
  | 'busy'
  | 'redirect'
  | 'silent'
  /** Read whole, then the line is cut: nobody knows what became of it. */
  | 'cut'
  /** Taken, and the answer is lost on its way. */
  | 'take-and-cut'
  | 'half'
  | 'garbage'
  | 'refuse'
  | 'no-transmission'
  | 'endless';

export type Arrival = {
  readonly transactionId: string;
  readonly cvr: string;
  readonly kind: string;
  readonly messageUuid: string;
  readonly xml: string;
};

export type FakeKombit = {
  readonly addresses: KombitAddresses;
  /** Every message that was taken, in order; one that came twice stands here twice. */
  readonly arrivals: Arrival[];
  /** Every request, by its step. */
  readonly calls: Step[];
  /** Persons with a mail box; `nemsms` apart from `digitalpost`. */
  readonly registered: { readonly digitalpost: Set<string>; readonly nemsms: Set<string> };
  /** The next request of a step, once each. */
  readonly misbehave: (step: Step, ...how: readonly Misbehaviour[]) => void;
  /** Takes back every access token, as an outage of the service does. */
  readonly forgetTokens: () => void;
  readonly transmissionOf: (messageUuid: string) => string | undefined;
  readonly stop: () => Promise<void>;
};

type Issued = { readonly entity: string; readonly fingerprint: string; readonly cvr: string; readonly until: number };

export async function startFakeKombit({
  server: { certificate, key },
  authority,
  clock,
}: {
  readonly server: Pair;
  readonly authority: Pair;
  readonly clock: Clock;
}): Promise<FakeKombit> {
  const arrivals: Arrival[] = [];
  const calls: Step[] = [];
  const registered = { digitalpost: new Set<string>(), nemsms: new Set<string>() };
  const planned = new Map<Step, Misbehaviour[]>();
  const saml = new Map<string, Issued>();
  const access = new Map<string, Issued>();
  const transactions = new Set<string>();
  const transmissions = new Map<string, string>();
  const now = () => clock.now().getTime();

  const server = createServer(
    { cert: certificate, key, ca: authority.certificate, requestCert: true, rejectUnauthorized: false },
    (incoming, response) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', () => {});
      incoming.on('end', () => answer(incoming, response, Buffer.concat(parts).toString('utf8')));
    },
  );
  server.on('tlsClientError', () => {});

  function answer(incoming: IncomingMessage, response: ServerResponse, body: string): void {
    const { pathname } = new URL(incoming.url ?? '/', 'https://x');
    const step: Step | null =
      pathname === '/sts'
        ? 'sts'
        : pathname === '/tokens'
          ? 'tokens'
          : pathname.startsWith('/service/PostForespoerg_1/')
            ? 'ask'
            : pathname === '/service/KombiPostAfsend_1/kombi'
              ? 'send'
              : null;
    if (step === null) return void response.writeHead(404).end();
    calls.push(step);
    const socket = incoming.socket as TLSSocket;
    const peer = socket.getPeerCertificate();
    const fingerprint = peer.fingerprint256 ?? '';
    const organisation = /NTRDK-(\d{8})/.exec(JSON.stringify(peer.subject ?? {}))?.[1] ?? '';
    const how = planned.get(step)?.shift();
    if (misbehaved(response, socket, how)) return;
    // As the service's own front does it: the handshake succeeds, and the request is refused.
    if (!socket.authorized) return void response.writeHead(403).end('No required SSL certificate was sent');
    if (step === 'sts') issue(response, body, fingerprint, organisation);
    else if (step === 'tokens') exchange(response, body, fingerprint);
    else serve({ step, incoming, response, body, socket, fingerprint, how });
  }

  function serve({
    step,
    incoming,
    response,
    body,
    socket,
    fingerprint,
    how,
  }: {
    readonly step: 'ask' | 'send';
    readonly incoming: IncomingMessage;
    readonly response: ServerResponse;
    readonly body: string;
    readonly socket: TLSSocket;
    readonly fingerprint: string;
    readonly how: Misbehaviour | undefined;
  }): void {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'https://x');
    const entity = `http://entityid.kombit.dk/service/${step === 'ask' ? 'postforespoerg' : 'kombipostafsend'}/1`;
    const token = access.get(/^Holder-of-key (\S+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '');
    const holds =
      token &&
      token.until > now() &&
      token.fingerprint === fingerprint &&
      token.entity === entity &&
      how !== 'unauthorized';
    if (!holds) return void response.writeHead(401).end();
    const transactionId = String(incoming.headers['x-transaktionsid'] ?? '');
    const time = String(incoming.headers['x-transaktionstid'] ?? '');
    const proper = /^[0-9a-f-]{36}$/.test(transactionId) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time);
    if (!proper || transactions.has(transactionId)) return void response.writeHead(400).end('transaction');
    transactions.add(transactionId);
    if (step === 'ask') {
      const box = pathname.endsWith('/nemsms') ? registered.nemsms : registered.digitalpost;
      json(response, { result: box.has(searchParams.get('cprNumber') ?? '') });
      return;
    }
    if (!/^application\/xml/.test(incoming.headers['content-type'] ?? '')) return void response.writeHead(415).end();
    take({ response, socket, body, transactionId, cvr: token.cvr, how });
  }

  function issue(response: ServerResponse, body: string, fingerprint: string, organisation: string): void {
    const asked = JSON.parse(body) as {
      AnvenderKontekst: { Cvr: string };
      UseKey: string;
      AppliesTo: { EndpointReference: { Address: string } };
    };
    const { Cvr: cvr } = asked.AnvenderKontekst;
    if (cvr !== organisation || !/^[A-Za-z0-9+/=]+$/.test(asked.UseKey)) return void response.writeHead(403).end();
    const until = now() + 8 * 3_600_000;
    const end = new Date(until).toISOString();
    const assertion = `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="${randomUUID()}"><Conditions NotBefore="2020-01-01T00:00:00Z" NotOnOrAfter="${end}"/></Assertion>`;
    const token = Buffer.from(assertion).toString('base64');
    saml.set(token, { entity: asked.AppliesTo.EndpointReference.Address, fingerprint, cvr, until });
    json(response, { TokenType: 'x', RequestedSecurityToken: { Assertion: token } });
  }

  function exchange(response: ServerResponse, body: string, fingerprint: string): void {
    const token = saml.get(new URLSearchParams(body).get('saml-token') ?? '');
    if (!token || token.until <= now() || token.fingerprint !== fingerprint) return void response.writeHead(400).end();
    const made = randomUUID().replaceAll('-', '');
    access.set(made, { ...token, until: now() + 3_600_000 });
    json(response, { access_token: made, token_type: 'Holder-of-key', expires_in: 3600 });
  }

  function take({
    response,
    socket,
    body,
    transactionId,
    cvr,
    how,
  }: {
    readonly response: ServerResponse;
    readonly socket: TLSSocket;
    readonly body: string;
    readonly transactionId: string;
    readonly cvr: string;
    readonly how: Misbehaviour | undefined;
  }): void {
    const read = readXml(body);
    const memo = /<memo:Message[ >].*<\/memo:Message>/s.exec(body)?.[0] ?? '';
    const sender = read.ok ? findBelow(read.value, 'Sender') : null;
    const kind = read.ok ? textBelow(read.value, 'KombiValgKode') : null;
    const uuid = read.ok ? textBelow(read.value, 'messageUUID') : null;
    const right = read.ok && read.value.name === 'kombi_request' && brokenRules(memo).length === 0;
    // Nobody sends in another's name.
    if (!right || how === 'refuse' || !kind || !uuid || (sender && textBelow(sender, 'senderID')) !== cvr)
      return void response.writeHead(200, { 'content-type': 'application/xml' }).end(said(false, null, 'Afvist'));
    arrivals.push({ transactionId, cvr, kind, messageUuid: uuid, xml: body });
    const transmission = transmissions.get(uuid) ?? randomUUID();
    transmissions.set(uuid, transmission);
    if (how === 'take-and-cut') return void socket.destroy();
    const told = how === 'no-transmission' ? null : transmission;
    response.writeHead(200, { 'content-type': 'application/xml' }).end(said(true, told, 'Received'));
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    addresses: { sts: `${base}/sts`, tokens: `${base}/tokens`, services: base },
    arrivals,
    calls,
    registered,
    misbehave: (step, ...how) => void planned.set(step, [...(planned.get(step) ?? []), ...how]),
    forgetTokens: () => access.clear(),
    transmissionOf: (messageUuid) => transmissions.get(messageUuid),
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** True where the misbehaviour was the whole answer. */
function misbehaved(response: ServerResponse, socket: TLSSocket, how: Misbehaviour | undefined): boolean {
  const status = { forbid: 403, fail: 500, unavailable: 503, busy: 429 } as const;
  if (how === 'silent') return true;
  if (how === 'cut') socket.destroy();
  else if (how === 'half') {
    response.writeHead(200, { 'content-length': '900' }).write('<kombi_response><Result>tr');
    setTimeout(() => socket.destroy(), 20);
  } else if (how === 'endless') {
    response.writeHead(200);
    const more = () => void (response.destroyed || response.write('x'.repeat(65_536), more));
    more();
  } else if (how === 'garbage') response.writeHead(200).end('<!DOCTYPE html><html>Vedligeholdelse</html>');
  else if (how === 'redirect') response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end();
  else if (how !== undefined && how in status) response.writeHead(status[how as keyof typeof status]).end('Fejl');
  else return false;
  return true;
}

const json = (response: ServerResponse, body: unknown): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const said = (result: boolean, transmission: string | null, text: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><kombi_response><Result>${result}</Result>${
    transmission === null ? '' : `<TransmissionID>${transmission}</TransmissionID>`
  }<HovedoplysningerSvarREST><SvarReaktion><Advis><AdvisId>0</AdvisId><AdvisTekst>${text}</AdvisTekst></Advis></SvarReaktion></HovedoplysningerSvarREST></kombi_response>`;

/** What Beskedfordeleren posts to us: the status lies in base64 inside its own envelope. */
export function statusEvent(status: {
  readonly messageUuid: string;
  readonly transmissionId?: string;
  readonly code: string;
  readonly at: string;
  readonly channel?: string;
  readonly fault?: string;
}): string {
  const { messageUuid, transmissionId = randomUUID(), code, at, channel = 'Digital Post', fault } = status;
  const inner = `<?xml version="1.0" encoding="UTF-8"?><PKO_PostStatus xmlns="http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types"><TransmissionId>${transmissionId}</TransmissionId><MessageUUID>${messageUuid}</MessageUUID><KanalKode>${channel}</KanalKode><TransaktionsDatoTid>${at}</TransaktionsDatoTid><TransaktionsStatusKode>${code}</TransaktionsStatusKode><CorrelationId>${randomUUID()}</CorrelationId>${
    fault === undefined ? '' : `<FejlDetaljer><FejlKode>${fault}</FejlKode><FejlTekst>x</FejlTekst></FejlDetaljer>`
  }</PKO_PostStatus>`;
  return `<?xml version="1.0" encoding="UTF-8"?><ns2:ModtagBeskedInput xmlns:ns2="urn:oio:sts:1.0.0" xmlns:ns3="urn:oio:besked:kuvert:1.0"><ns3:Haendelsesbesked><ns3:BeskedId><UUIDIdentifikator xmlns="urn:oio:sagdok:3.0.0">${randomUUID()}</UUIDIdentifikator></ns3:BeskedId><ns3:Beskeddata><ns3:Base64>${Buffer.from(inner).toString('base64')}</ns3:Base64></ns3:Beskeddata></ns3:Haendelsesbesked></ns2:ModtagBeskedInput>`;
}
