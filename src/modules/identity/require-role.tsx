import type { Context, MiddlewareHandler } from 'hono';
import { alternates, audit, type House, pathIn, problem, seeOther, sendPage } from '../../platform/index.ts';
import { roleList, texts } from './messages.ts';
import type { Role } from './role.ts';
import { type StaffEnv, sessionCookie, staffByCookie } from './staff.ts';
import { ForbiddenPage } from './views/forbidden-page.tsx';

/**
 * Lets in whoever has one of the roles and sets `c.var.staff`. A page without a session goes by the login and comes back;
 * a refusal for lack of a role is a page that names the role, and stands in the audit. Programs get a problem document.
 */
export function requireRole(house: House, ...needed: readonly Role[]): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const staff = c.get('staff') ?? (await staffByCookie(house, sessionCookie(house, c)));
    if (!staff)
      return wantsProblem(c) ? problem(c, 401, texts(c.var.language).problem.logIn) : seeOther(c, loginPath(c));
    if (!needed.some((role) => staff.roles.includes(role))) {
      await house.database.inMunicipality(staff.municipality.id, () =>
        audit(
          {
            actor: staff.employeeId,
            role: staff.roles.join(' '),
            action: 'area.enter',
            subject: firstSegment(c.req.path),
            outcome: 'refused',
            purpose: `needs ${needed.join(' or ')}`,
          },
          house.clock.now(),
        ),
      );
      house.log.info('staff refused', { area: firstSegment(c.req.path), municipality: staff.municipality.slug });
      if (wantsProblem(c)) return problem(c, 403, texts(c.var.language).problem.role(roleList(needed, c.var.language)));
      const others = alternates('', c.req.path);
      return sendPage(
        c,
        <ForbiddenPage language={c.var.language} staff={staff} needed={needed} alternates={others} />,
        403,
      );
    }
    c.set('staff', staff);
    await next();
    // A shared computer's back button shows nothing of the day's work.
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  };
}

const firstSegment = (path: string): string => path.split('/')[1] ?? '';

/** A program asked, not a person: it gets a problem document and no redirect. A script of ours counts as one. */
function wantsProblem(c: Context): boolean {
  if (c.req.path.startsWith('/api/')) return true;
  const accept = c.req.header('accept') ?? '';
  if (accept.includes('text/html')) return false;
  return (
    /json|text\/event-stream/.test(accept) || /^(cors|same-origin|no-cors)$/.test(c.req.header('sec-fetch-mode') ?? '')
  );
}

/** Back to the page that was asked for. A form that was sent cannot be sent again, so it goes back to its area. */
function loginPath(c: Context<StaffEnv>): string {
  const { language } = c.var;
  const asked = c.req.method === 'GET' || c.req.method === 'HEAD';
  const wanted = pathIn(
    language,
    '',
    asked ? `${c.req.path}${new URL(c.req.url).search}` : `/${firstSegment(c.req.path)}`,
  );
  return `${pathIn(language, '', '/log-ind')}?til=${encodeURIComponent(wanted)}`;
}
