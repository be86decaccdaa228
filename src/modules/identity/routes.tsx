import { Hono } from 'hono';
import type { House, WebEnv } from '../../platform/index.ts';
import { administrationRoutes } from './administration-routes.tsx';
import type { DemoProvider } from './demo/demo-provider.ts';
import { hoursRoutes } from './hours-routes.tsx';
import { createLogin, loginRoutes } from './login-routes.tsx';
import { logoutRoutes } from './logout-routes.tsx';

/**
 * Login, logout and administration, from the root. `demo` is asked at each login: the demonstration can start only when the
 * server knows its address.
 */
export function identityRoutes(house: House, demo: () => DemoProvider | null = () => null): Hono<WebEnv> {
  const login = createLogin(house, demo);
  return new Hono<WebEnv>()
    .route('/', loginRoutes(house, login))
    .route('/', logoutRoutes(house, login))
    .route('/', administrationRoutes(house))
    .route('/', hoursRoutes(house));
}
