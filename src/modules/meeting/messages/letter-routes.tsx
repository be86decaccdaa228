import { type Context, Hono } from 'hono';
import { isLanguage, parseId, pathIn } from '../../../kernel/index.ts';
import { audit, type House, readLetter, sendPage } from '../../../platform/index.ts';
import { StaffPage } from '../../../ui/index.ts';
import { menuAreas, requireRole, type StaffEnv } from '../../identity/index.ts';
import { places } from '../../tenancy/index.ts';
import { readMeeting } from '../booking/read-meeting.ts';
import { type Letter, letterOf } from '../digitalpost/letter.ts';
import { LetterPage } from '../digitalpost/letter-page.tsx';
import { createLetterPress } from '../digitalpost/letter-press.ts';
import { invitationById } from '../invitations/invitations.ts';
import { kindOf } from './kinds.ts';
import { texts } from './messages.ts';
import { postalFacts } from './postal-message.ts';
import { messagesPath } from './staff-page.tsx';

/** A letter that waits, as a page to print and as a PDF. Each look is in the audit: it shows a name and an address. */
export function messageLetterRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const press = createLetterPress(house.log);
  const path = `${messagesPath}/brev/:id`;
  routes.use(path, requireRole(house, 'employee'));
  routes.use(`${path}/pdf`, requireRole(house, 'employee'));

  const letterFor = (c: Context<StaffEnv>): Promise<Letter | null> => {
    const id = parseId(c.req.param('id'));
    const { staff } = c.var;
    const { municipality } = staff;
    if (id === null) return Promise.resolve(null);
    return house.database.inMunicipality(municipality.id, async () => {
      const found = await readLetter(house, id);
      const about = found && (await aboutOf(found.record.about));
      if (!found || !about) return null;
      const now = house.clock.now();
      const { meeting, type, language } = about;
      const known = await places();
      const place = known.find((one) => one.id === meeting.placeId) ?? known[0] ?? null;
      const kind = kindOf(found.record.kind) ?? 'booked';
      const { code } = found.body;
      const facts = postalFacts(house, {
        kind,
        channel: 'letter',
        meeting,
        language,
        facts: {
          municipality,
          form: meeting.form,
          place,
          typeTitle: type.title,
          startsAt: meeting.startsAt,
          was: null,
          proposed: [],
          answerBefore: null,
          link: code === null ? null : { token: '', code },
          online: false,
        },
      });
      await audit(
        {
          actor: staff.employeeId,
          role: 'employee',
          action: 'letter.read',
          subject: id,
          outcome: 'done',
          purpose: 'meeting',
        },
        now,
      );
      return letterOf(facts, {
        municipality: municipality.fullName,
        sender: place === null ? [] : [place.name, place.address],
        address: found.body.address,
        paragraphs: found.body.paragraphs,
        bring:
          kind === 'booked' || kind === 'moved' || kind === 'converted'
            ? type.rules.bring.map((one) => one[language])
            : [],
        now,
      });
    });
  };

  /** What a letter is about: a meeting, or an invitation to agree on one, which has no time yet. */
  async function aboutOf(id: string) {
    const meeting = await readMeeting(id);
    if (meeting)
      return { meeting, type: meeting.type, language: isLanguage(meeting.language) ? meeting.language : 'da' };
    const invitation = await invitationById(house, id, house.clock.now());
    if (!invitation) return null;
    const { type, language } = invitation;
    const form = type.forms[0]?.form ?? ('video' as const);
    return { meeting: { uid: id, startsAt: null, endsAt: null, placeId: null, form }, type, language };
  }

  routes.get(path, async (c) => {
    const letter = await letterFor(c);
    if (!letter) return c.notFound();
    const { staff, language } = c.var;
    const here = pathIn(language, '', `${messagesPath}/brev/${c.req.param('id')}`);
    return sendPage(
      c,
      <StaffPage
        title={texts(language).channels.letter}
        language={language}
        municipality={staff.municipality}
        staffName={staff.name}
        current="/skranke"
        areas={menuAreas(staff.roles)}
        logOutAction={pathIn(language, '', '/log-ud')}
        alternates={[]}
        styles={['letter']}
        scripts={['take-along']}
      >
        <p class="no-print">
          <a href={pathIn(language, '', messagesPath)}>{texts(language).staff.title}</a>
        </p>
        <LetterPage letter={letter} pdf={`${here}/pdf`} />
      </StaffPage>,
    );
  });

  routes.get(`${path}/pdf`, async (c) => {
    const letter = await letterFor(c);
    if (!letter) return c.notFound();
    const pressed = await press.letterPdf(letter);
    // The page can be printed all the same.
    if (pressed.kind !== 'made') return c.redirect(c.req.path.replace(/\/pdf$/, ''), 303);
    return c.body(pressed.bytes, 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="brev.pdf"',
      'cache-control': 'no-store',
    });
  });
  return routes;
}
