import { type Context, Hono } from 'hono';
import { dayAndDate, newId, parseId, pathIn, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { Button, ErrorSummary, Notice, SelectField, TextField } from '../../../ui/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { codeText } from '../messages/message-values.ts';
import { sends, sendsDigitalPost } from '../messages/sends.ts';
import { messagesPath } from '../messages/staff-page.tsx';
import { nobody } from '../person-details.ts';
import { MeetingFrame } from '../staff/frame.tsx';
import { texts as staffTexts } from '../staff/messages.ts';
import { minePath } from '../staff/my-meetings-page.tsx';
import { WayFields } from '../staff/way-fields.tsx';
import { allTypes } from '../types/store.ts';
import { type Invited, invite, justInvited, readInvited } from './invitations.ts';
import { texts } from './messages.ts';
import { opensByInvitation } from './of-meeting.ts';
import { tellInvited } from './tell-invited.ts';

export const invitePath = `${minePath}/inviter`;
type C = Context<StaffEnv>;
type Written = {
  readonly type: string;
  readonly navn: string;
  readonly kontakt: string;
  readonly cpr: string;
  readonly vej: string;
  readonly by: string;
  readonly sprog: string;
  /** The invitation's own id: the same form sent twice is one. */
  readonly noegle: string;
};
const nothing = (): Written => ({
  type: '',
  navn: '',
  kontakt: '',
  cpr: '',
  vej: '',
  by: '',
  sprog: 'da',
  noegle: newId(),
});

/** An employee lets somebody agree on a meeting of a kind that only an invitation opens. */
export function invitationStaffRoutes(house: House, linkPath: (slug: string, token: string) => string): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(invitePath, requireRole(house, 'employee'));

  const types = (c: C) =>
    house.database.inMunicipality(c.var.staff.municipality.id, async () =>
      (await allTypes()).filter(opensByInvitation),
    );

  async function page(c: C, written: Written, errors: readonly FieldError[]) {
    const { language, staff } = c.var;
    const t = texts(language);
    const open = await types(c);
    const error = (field: string) => errors.find((one) => one.field === field)?.message;
    const shown = (
      <MeetingFrame
        language={language}
        staff={staff}
        title={t.title}
        path={invitePath}
        back={{ path: minePath, words: t.back }}
      >
        <ErrorSummary language={language} errors={errors} />
        {open.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <>
            <p>{t.lead}</p>
            <form method="post" action={pathIn(language, '', invitePath)} novalidate>
              <input type="hidden" name="noegle" value={written.noegle} />
              <SelectField
                id="type"
                name="type"
                label={t.type}
                value={written.type}
                error={error('type')}
                options={open.map(({ slug, title }) => ({ value: slug, label: title[language] }))}
              />
              <TextField
                id="navn"
                name="navn"
                label={t.name}
                value={written.navn}
                maxlength={100}
                error={error('navn')}
              />
              <TextField
                id="kontakt"
                name="kontakt"
                label={t.contact}
                hint={t.contactHint}
                value={written.kontakt}
                maxlength={254}
                error={error('kontakt')}
              />
              <WayFields
                language={language}
                written={written}
                fault={error}
                digitalPost={sendsDigitalPost(house, staff.municipality)}
              />
              <SelectField
                id="sprog"
                name="sprog"
                label={t.language}
                value={written.sprog}
                options={[
                  { value: 'da', label: t.languages.da },
                  { value: 'en', label: t.languages.en },
                ]}
              />
              <Button type="submit">{t.send}</Button>
            </form>
          </>
        )}
      </MeetingFrame>
    );
    return sendPage(c, shown, errors.length > 0 ? 422 : 200);
  }

  function made(c: C, invited: Invited) {
    const { language, staff } = c.var;
    const { slug } = staff.municipality;
    const t = texts(language);
    const { channel } = invited;
    const { municipality } = staff;
    const byPost = channel === 'digital-post' && sendsDigitalPost(house, municipality);
    const onPaper = channel === 'letter' || (channel === 'digital-post' && !byPost);
    const online = channel === 'mail' || channel === 'sms';
    // Without a number or address of hers beside it the code opens nothing online: it is for the telephone.
    const withCode = channel !== 'none';
    const heading =
      online && sends(house, municipality, channel)
        ? t.sent[channel]
        : byPost
          ? t.sent['digital-post']
          : onPaper
            ? t.sent.letter
            : withCode
              ? t.notSentHere
              : t.notSent;
    const where = new URL(pathIn(language, `/${slug}`, '/moede/kode'), house.baseUrl()).href;
    const address = new URL(linkPath(slug, invited.token), house.baseUrl()).href;
    return sendPage(
      c,
      <MeetingFrame
        language={language}
        staff={staff}
        title={t.made}
        path={invitePath}
        back={{ path: minePath, words: t.back }}
      >
        <Notice kind="success" live heading={heading}>
          {withCode ? (
            <p>
              {t.code}: <strong class="meeting-code">{codeText(invited.code)}</strong>.{' '}
              {online ? t.codeWhere(where) : t.codeByPhone}
            </p>
          ) : null}
          <p>
            {t.address}: {address}
          </p>
          <p>{withCode ? t.once : t.onceLink}</p>
        </Notice>
        {onPaper ? (
          <p>
            <a href={pathIn(language, '', messagesPath)}>{t.print}</a>
          </p>
        ) : null}
        <p>{t.until(dayAndDate(wallClock(invited.expiresAt).date, language))}</p>
        <p>
          <a href={pathIn(language, '', invitePath)}>{t.another}</a>
        </p>
      </MeetingFrame>,
    );
  }

  routes.get(invitePath, async (c) => {
    const { staff } = c.var;
    const id = parseId(c.req.query('lavet'));
    const invited =
      id === null
        ? null
        : await house.database.inMunicipality(staff.municipality.id, () =>
            justInvited(house, id, staff.employeeId, house.clock.now()),
          );
    return invited ? made(c, invited) : page(c, nothing(), []);
  });

  routes.post(invitePath, async (c) => {
    const { staff, language } = c.var;
    const input = await readForm(c);
    const word = (name: string) => (typeof input[name] === 'string' ? input[name] : '').slice(0, 254);
    const id: string = parseId(input.noegle) ?? newId();
    const written = {
      type: word('type'),
      navn: word('navn'),
      kontakt: word('kontakt'),
      cpr: word('cpr'),
      vej: word('vej'),
      by: word('by'),
      sprog: word('sprog'),
      noegle: id,
    };
    const type = (await types(c)).find(({ slug }) => slug === written.type);
    const read = readInvited(written.navn, written);
    const t = texts(language);
    const { faults } = staffTexts(language).fresh;
    if (!read.ok)
      return page(
        c,
        written,
        read.faults.map(({ field, fault }) => ({
          field,
          message: fault === 'name' ? t.nameMissing : fault === 'contact' ? t.contactBad : faults[fault],
        })),
      );
    if (!type) return page(c, written, [{ field: 'type', message: t.typeClosed }]);
    const now = house.clock.now();
    const wanted = {
      type,
      details: { ...nobody, ...read.value },
      language: written.sprog === 'en' ? ('en' as const) : ('da' as const),
    };
    await house.database.inMunicipality(staff.municipality.id, async () => {
      const one = await invite(house, wanted, staff.employeeId, now, id);
      if (!one.already) await tellInvited(house, staff.municipality, wanted, one, now);
    });
    return seeOther(c, `${pathIn(language, '', invitePath)}?lavet=${id}`);
  });

  return routes;
}
