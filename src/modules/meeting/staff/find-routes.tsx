import { type Context, Hono } from 'hono';
import { db } from '../../../db/index.ts';
import { pathIn } from '../../../kernel/index.ts';
import { audit, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { Button, ErrorSummary, TextField } from '../../../ui/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { codeKeyOf, readCode } from '../booking/links.ts';
import { takesPart } from '../booking/people.ts';
import { openDetails } from '../booking/sealed-details.ts';
import { invitationOfCode } from '../invitations/invitations.ts';
import { MeetingFrame } from './frame.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';

export const findPath = `${minePath}/find`;
const mostCharacters = 20;

/** A citizen on the telephone reads her code aloud: it leads to her meeting, or to one that she is invited to. Every look is audited, found or not. */
export function findRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(findPath, requireRole(house, 'employee'));

  const page = (c: Context<StaffEnv>, written: string, error: string | null, status: 200 | 404 = 200) => {
    const { language, staff } = c.var;
    const t = texts(language);
    return sendPage(
      c,
      <MeetingFrame
        language={language}
        staff={staff}
        title={t.find.title}
        path={findPath}
        back={{ path: minePath, words: t.one.back }}
      >
        <ErrorSummary language={language} errors={error === null ? [] : [{ field: 'kode', message: error }]} />
        <form method="post" action={pathIn(language, '', findPath)} novalidate>
          <TextField
            id="kode"
            name="kode"
            label={t.find.code}
            hint={t.find.hint}
            value={written}
            error={error ?? undefined}
          />
          <Button type="submit">{t.find.look}</Button>
        </form>
      </MeetingFrame>,
      status,
    );
  };

  routes.get(findPath, (c) => page(c, '', null));

  routes.post(findPath, async (c) => {
    const { staff, language } = c.var;
    const input = await readForm(c);
    const written = (typeof input.kode === 'string' ? input.kode : '').slice(0, mostCharacters);
    const now = house.clock.now();
    const found = await house.database.inMunicipality(staff.municipality.id, async () => {
      const code = readCode(written);
      const row =
        code === null
          ? undefined
          : (
              await db()
                .selectFrom('meeting_person as person')
                .leftJoin('meeting', 'meeting.id', 'person.meeting_id')
                .select(['person.id', 'person.role', 'person.seat', 'person.sealed', 'person.meeting_id'])
                .select(['person.series_id', 'meeting.starts_at'])
                .where('person.code_key', '=', codeKeyOf(house, code))
                .execute()
            ).find((one) => takesPart({ ...one, details: openDetails(house, one.id, one.sealed) }, now, one.starts_at));
      const invitation = row || code === null ? null : await invitationOfCode(house, code, now);
      await audit(
        {
          actor: staff.employeeId,
          role: 'employee',
          action: 'meeting.find',
          subject: row?.meeting_id ?? row?.series_id ?? invitation ?? 'none',
          outcome: row || invitation ? 'done' : 'refused',
          purpose: 'telephone',
        },
        now,
      );
      return { meeting: row?.meeting_id, series: row?.series_id, invitation };
    });
    if (found.meeting) return seeOther(c, pathIn(language, '', `${minePath}/${found.meeting}`));
    if (found.series) return seeOther(c, pathIn(language, '', `${minePath}/serier/${found.series}`));
    if (found.invitation)
      return seeOther(c, `${pathIn(language, '', `${minePath}/ny`)}?invitation=${found.invitation}`);
    return page(c, written, texts(language).find.none, 404);
  });

  return routes;
}
