import type { Bytes } from './bytes.ts';
import type { Fingerprints } from './key-message.ts';

/**
 * The certificates that both ends of a connection showed, by the descriptions in force. Null before both are known, or when
 * the certificate that the other really showed (where the browser tells) is not the one in her description.
 */
export async function fingerprintsOf(connection: RTCPeerConnection): Promise<Fingerprints | null> {
  const local = fingerprintIn(connection.currentLocalDescription?.sdp);
  const remote = fingerprintIn(connection.currentRemoteDescription?.sdp);
  if (local === null || remote === null) return null;
  const transport = connection.getSenders()[0]?.transport ?? connection.sctp?.transport;
  const [shown] = transport?.getRemoteCertificates?.() ?? [];
  if (shown && remote.startsWith('sha-256 ')) {
    const digest = await crypto.subtle.digest('SHA-256', shown);
    if (remote !== `sha-256 ${colons(new Uint8Array(digest))}`) return null;
  }
  return { local, remote };
}

/** `sha-256 AB:CD:…`; null where there is none, or where the parts of a description name different ones. */
export function fingerprintIn(sdp: string | undefined): string | null {
  const found = [...(sdp ?? '').matchAll(/^a=fingerprint:(\S+) (\S+)\s*$/gm)].map(
    ([, hash, value]) => `${hash?.toLowerCase()} ${value?.toUpperCase()}`,
  );
  return new Set(found).size === 1 ? (found[0] ?? null) : null;
}

const colons = (bytes: Bytes): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
