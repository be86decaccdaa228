import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Config } from '../kernel/index.ts';
import { clientAddress } from './limits.ts';

/**
 * Whether a request comes from outside the municipality's own nets (`MUNICIPAL_NETS`). Where they are not told, everybody is
 * inside; an address that cannot be read is outside.
 */
export function outsideOf(
  config: Pick<Config, 'municipalNets' | 'trustedProxies'>,
): (request: IncomingMessage) => boolean {
  if (config.municipalNets.length === 0) return () => false;
  const inside = new BlockList();
  for (const net of config.municipalNets) {
    const [address = '', bits = ''] = net.split('/');
    inside.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return (request) => {
    const address = clientAddress({ incoming: request }, String(request.headers['x-forwarded-for'] ?? ''), config);
    const family = isIP(address);
    return family === 0 || !inside.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}
