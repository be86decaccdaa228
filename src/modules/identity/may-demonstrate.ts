import { BlockList, isIP } from 'node:net';

const near = new BlockList();
near.addSubnet('127.0.0.0', 8, 'ipv4');
near.addSubnet('10.0.0.0', 8, 'ipv4');
near.addSubnet('172.16.0.0', 12, 'ipv4');
near.addSubnet('192.168.0.0', 16, 'ipv4');
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** Is this address loopback or on a private network? Written as a socket gives it; a mapped IPv4 address counts as itself. */
export function isNearAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  if (version === 4) return near.check(plain, 'ipv4');
  return version === 6 && !/^::ffff:/i.test(plain) && near.check(plain, 'ipv6');
}

/** Scheme, host as written (no user, no path), port. */
const shape = /^https?:\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?\/?$/i;

/**
 * May the demonstration login run at this base address? Only on loopback or a private network, and only where that is
 * plain to see: `localhost`, a name under it, or an address in its usual form. A name that merely resolves there today
 * (`127.0.0.1.nip.io`) is not enough, and an address in disguise (`0x7f.1`, `2130706433`, `[::ffff:10.0.0.1]`) is refused.
 * There is no override.
 */
export function mayDemonstrate(baseUrl: string): boolean {
  const host = shape.exec(baseUrl)?.[1]?.toLowerCase();
  if (host === undefined || !URL.canParse(baseUrl)) return false;
  const read = new URL(baseUrl).hostname;
  // What the browser makes of it must be what is written: otherwise somebody reads it differently than we do.
  if (read !== host) return false;
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return host.startsWith('[') ? !host.startsWith('[::ffff:') && isNearAddress(host.slice(1, -1)) : isNearAddress(host);
}
