import type { Config } from '../../kernel/index.ts';
import type { DemoProvider } from './demo/demo-provider.ts';
import { mayDemonstrate } from './may-demonstrate.ts';
import type { ClaimNames } from './staff-claims.ts';

/** The identity provider that staff log in through, and how it is spoken to. */
export type LoginSource = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly claims: ClaimNames;
  /** What stands in the employee's row: the demonstration's address changes with the port, its employees do not. */
  readonly issuerName: string;
  /** Plain http is accepted from a provider on loopback or a private network, and from no other. */
  readonly plainHttp: boolean;
  /** Where the server itself reaches the provider, when that is not the address that browsers use. */
  readonly backChannel: string | null;
};

/** What stands in the rows of the demonstration's employees, at whatever address it runs. */
export const demonstrationIssuer = 'demonstration';

/** The configured provider, else the demonstration where it runs, else none: then staff cannot log in. */
export function loginSource(config: Config, demo: DemoProvider | null): LoginSource | null {
  if (config.oidc) {
    const { issuer, clientId, clientSecret } = config.oidc;
    const plainHttp = mayDemonstrate(new URL(issuer).origin);
    return {
      issuer,
      clientId,
      clientSecret,
      claims: config.oidcClaims,
      issuerName: issuer,
      plainHttp,
      backChannel: null,
    };
  }
  if (!demo) return null;
  const { issuer, clientId, clientSecret, claims } = demo;
  return {
    issuer,
    clientId,
    clientSecret,
    claims,
    issuerName: demonstrationIssuer,
    plainHttp: true,
    backChannel: ownListener(config),
  };
}

/**
 * Where this process listens. In a container the browser's port is not ours, and a proxy may pass a token request to
 * another process, whose demonstration knows nothing of the login.
 */
function ownListener({ host, port }: Config): string | null {
  if (port === 0) return null;
  const everywhere = host === '0.0.0.0' || host === '::' || host === 'localhost';
  const reachable = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${reachable}:${port}`;
}
