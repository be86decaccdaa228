import { type Context, Hono } from 'hono';
import { wallClock } from '../../../kernel/index.ts';
import { type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { EditorPage } from '../editor-page.tsx';
import type { Guide } from '../publication/guide.ts';
import { checkFilm, type FieldFault, type FilmForm } from './check-form.ts';
import { FilmEditor } from './editor-view.tsx';
import { entrySubject, type Film, filmKinds, lengthText } from './film.ts';
import { keepFilm, mostUploadBytes, type StoredFile } from './film-files.ts';
import type { Films } from './films.ts';
import { texts } from './messages.ts';
import { receiveFilmForm } from './receive-form.ts';
import { filmsNow, putFilm, removeFilm } from './store.ts';

const path = '/redaktion/film';
/** The one form that may be larger than others, and how large; its sender has been let in before it is read. */
export const filmUpload = { path, bytes: mostUploadBytes } as const;

/** The entry page's value in the form: an empty one would mean that nothing was chosen. */
const entryValue = 'tegnsprog';
const placeOf = (subject: string) => (subject === entrySubject ? entryValue : subject);
const subjectOf = (value: string) => (value === entryValue ? entrySubject : value);

/** `/redaktion/film`: which films are shown, and one form to add, replace, mend and remove them. */
export function filmEditorRoutes(house: House, guide: Guide, films: Films): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(path, requireRole(house, 'editor'));
  routes.use(`${path}/*`, requireRole(house, 'editor'));

  const stored = (c: Context<StaffEnv>) => house.database.inMunicipality(c.var.staff.municipality.id, filmsNow);
  const formOf = (film: Film): FilmForm => ({
    subject: placeOf(film.subject),
    kind: film.kind,
    length: lengthText(film.seconds),
    captions: film.captions,
    transcript: film.transcript,
    owner: film.owner,
    checkedOn: film.checkedOn,
  });
  const empty: FilmForm = { subject: '', kind: '', length: '', captions: '', transcript: '', owner: '', checkedOn: '' };

  async function page(
    c: Context<StaffEnv>,
    shown: { form: FilmForm; file: StoredFile | null; faults: readonly FieldFault[]; chosen: Film | null },
  ) {
    const { staff, language } = c.var;
    const publication = await guide.publication(staff.municipality.id);
    return sendPage(
      c,
      <EditorPage
        staff={staff}
        language={language}
        title={texts(language).editor.title}
        room="films"
        path={path}
        styles={['films']}
      >
        <FilmEditor
          language={language}
          base={`/${staff.municipality.slug}`}
          films={await stored(c)}
          services={publication.all(language)}
          placeOf={placeOf}
          {...shown}
        />
      </EditorPage>,
      shown.faults.length === 0 ? 200 : 422,
    );
  }

  routes.get(path, async (c) => {
    const { sted, art } = c.req.query();
    const found = (await stored(c)).find(({ subject, kind }) => placeOf(subject) === sted && kind === art) ?? null;
    const service = (await guide.publication(c.var.staff.municipality.id)).outline(sted ?? '', 'da');
    const form = found ? formOf(found) : { ...empty, subject: service ? service.slug : '' };
    return page(c, { form, file: found, faults: [], chosen: found });
  });

  routes.post(path, async (c) => {
    const received = await receiveFilmForm(c, films.folder);
    if (received === null)
      return page(c, { form: empty, file: null, faults: [{ field: '', fault: 'broken' }], chosen: null });
    const { fields } = received;
    const form: FilmForm = {
      subject: fields.subject ?? '',
      kind: fields.kind ?? '',
      length: fields.length ?? '',
      captions: received.captions ?? fields.captions ?? '',
      transcript: fields.transcript ?? '',
      owner: fields.owner ?? '',
      checkedOn: fields.checkedOn ?? '',
    };
    const file = received.film ?? (await keepFilm(films.folder, fields.kept ?? ''));
    const publication = await guide.publication(c.var.staff.municipality.id);
    const checked = checkFilm({ ...form, subject: subjectOf(form.subject) }, file, {
      subjects: new Set([
        ...(form.subject === '' ? [] : [entrySubject]),
        ...publication.all('da').map(({ slug }) => slug),
      ]),
      today: wallClock(house.clock.now()).date,
    });
    if (!checked.ok)
      return page(c, { form, file: typeof file === 'string' ? null : file, faults: checked.faults, chosen: null });
    await change(c, () => putFilm(checked.film));
    return seeOther(c, `${pathIn(c.var.language, '', path)}?sted=${form.subject}&art=${form.kind}`);
  });

  routes.post(`${path}/fjern`, async (c) => {
    const { subject, kind } = await readForm(c);
    const found = filmKinds.find((one) => one === kind);
    if (typeof subject === 'string' && found) await change(c, () => removeFilm(subjectOf(subject), found));
    return seeOther(c, pathIn(c.var.language, '', path));
  });

  /** And every page that shows films is made anew, in every process. */
  async function change(c: Context<StaffEnv>, work: () => Promise<void>): Promise<void> {
    const { id } = c.var.staff.municipality;
    await house.database.inMunicipality(id, async () => {
      await work();
      await house.bus.notify(`guide:${id}`);
    });
  }
  return routes;
}
