import { BlockList, isIP } from 'node:net';

/** Everything that is not the open internet: our own machine, the municipality's network, a cloud's metadata. */
const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, bits, 'ipv4');

/** In version 6 only what is given out for general use is open; of that, tunnels and examples are not. */
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
const closed6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed6.addSubnet(net, bits, 'ipv6');

/** Is this an address of the open internet? Anything that cannot be read as an address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4');
    case 6:
      // An IPv4 address in other clothes (::ffff:10.0.0.1) lies outside 2000::/3.
      return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
    default:
      return false;
  }
}

export const usualPort = (port: number): boolean => port === 80 || port === 443;

/** Names that are kept for examples and tests: nobody is asked for them. */
const invented = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$/;
export const isInvented = (host: string): boolean => invented.test(host.toLowerCase().replace(/\.$/, ''));
