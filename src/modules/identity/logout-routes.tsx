import { Hono } from 'hono';
import {
  dropSecretCookie,
  type House,
  pathIn,
  readForm,
  seeOther,
  sendPage,
  type WebEnv,
} from '../../platform/index.ts';
import type { Login } from './login-routes.tsx';
import { readSessionCookie, staffCookie } from './session.ts';
import { signOut } from './sign-in.ts';
import { isEncrypted, sessionCookie, staffByCookie } from './staff.ts';
import { countOwnSessions, endSessionsOf } from './store.ts';
import { LoggedOutPage, LogOutPage } from './views/logout-pages.tsx';

/** `/log-ud`: the page that offers it (a link never logs anybody out), and the form that does it. */
export function logoutRoutes(house: House, login: Login): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.get('/log-ud', async (c) => {
    c.header('cache-control', 'no-store');
    const staff = await staffByCookie(house, sessionCookie(house, c));
    if (!staff) return sendPage(c, <LoggedOutPage language={c.var.language} providerLogout={null} />);
    const places = await house.database.inMunicipality(staff.municipality.id, () =>
      countOwnSessions(staff.employeeId, house.clock.now()),
    );
    return sendPage(c, <LogOutPage language={c.var.language} name={staff.name} places={places} />);
  });

  app.post('/log-ud', async (c) => {
    c.header('cache-control', 'no-store');
    const everywhere = (await readForm(c)).alle === 'ja';
    const cookie = sessionCookie(house, c);
    const session = readSessionCookie(cookie);
    const staff = everywhere ? await staffByCookie(house, cookie) : null;
    const idToken = session === null ? null : await signOut(house, session);
    if (staff) {
      await house.database.inMunicipality(staff.municipality.id, async () => {
        await endSessionsOf(staff.employeeId);
        await house.bus.notify(`staff:${staff.employeeId}`);
      });
    }
    dropSecretCookie(c, staffCookie, { path: '/', secure: isEncrypted(house) });
    const done = pathIn(c.var.language, '', '/log-ud');
    const source = login.source();
    const away =
      source && session ? await login.client(source).endSessionUrl(`${house.baseUrl()}/log-ud`, idToken) : null;
    if (away === null) return seeOther(c, done);
    // Not a redirect: `form-action 'self'` in the content security policy forbids a form to end at another host.
    c.header('refresh', `0; url=${away}`);
    return sendPage(c, <LoggedOutPage language={c.var.language} providerLogout={away} />);
  });

  return app;
}
