import { type Language, longDate } from '../../../kernel/language.ts';
import type { Municipality, Place } from '../../tenancy/index.ts';
import { texts as guideTexts } from '../messages.ts';
import type { ComposedService, ComposedText } from '../publication/compose-service.ts';
import type { BuiltInEntrance } from '../visits/visit-rule.ts';
import { texts } from './messages.ts';

/** A step as it stands on paper. */
export type SheetStep = {
  readonly number: number;
  readonly title: ComposedText;
  readonly text: ComposedText | null;
  readonly trouble: ComposedText | null;
  /** Where the solution is, as one would type it; null where the step does not lead there. */
  readonly goTo: string | null;
};

/** One service as a sheet of paper: words only, so that it can be laid out anywhere, in a worker too. */
export type Sheet = {
  readonly language: Language;
  readonly municipality: string;
  readonly slug: string;
  readonly title: ComposedText;
  readonly official: ComposedText | null;
  readonly summary: ComposedText;
  readonly facts: readonly { readonly label: string; readonly text: ComposedText }[];
  readonly ready: readonly ComposedText[];
  readonly steps: readonly SheetStep[];
  /** For a guide whose steps do not lead to the solution, or that has none. */
  readonly goTo: string | null;
  readonly otherWay: ComposedText;
  /** Name, address and phone of the municipality's first place. */
  readonly place: readonly string[];
  readonly authority: ComposedText;
  /** The page's whole address. */
  readonly address: string;
  /** When it was checked, and what else must be said of the words. */
  readonly notes: readonly string[];
  /** Something of the page is not here. */
  readonly cut: boolean;
};

export type SheetSource = {
  /** Of the page; a text may be in another. */
  readonly language: Language;
  readonly service: ComposedService;
  readonly municipality: Municipality;
  readonly places: readonly Place[];
  /** The guide page's whole address. */
  readonly address: string;
};

/** What the guide page says, as far as paper can: no links, no help on screen. */
export function sheetOf({ language, service, municipality, places, address }: SheetSource): Sheet {
  const { steps } = service;
  const t = texts(language).sheet;
  const solution = typed(service.entry.url);
  const leading = steps.find((step) => step.leadsToEntry)?.id;
  const place = places[0];
  const date = longDate(service.checked.date, language);
  const nobody = service.checked.by === guideTexts(language).notAssigned;
  return {
    language,
    municipality: municipality.fullName,
    slug: service.slug,
    title: service.plainTitle,
    official: service.title.text === service.plainTitle.text ? null : service.title,
    summary: unbroken(service.summary),
    facts: [
      { label: t.digital, text: unbroken(service.atAGlance.digital) },
      { label: t.price, text: unbroken(service.atAGlance.price) },
      { label: t.time, text: unbroken(service.atAGlance.time) },
    ],
    ready: service.ready.map((one) => unbroken(one.text)),
    steps: steps.map((step) => ({
      number: step.number,
      title: step.title,
      text: unbroken(step.text),
      trouble: step.ifWrong && unbroken(step.ifWrong),
      goTo: step.id === leading ? solution : null,
    })),
    goTo: leading === undefined ? solution : null,
    otherWay: unbroken(service.nonDigital),
    place: place ? [t.place(place.name, place.address), phoneUnbroken(t.phone(place.phone))] : [],
    authority: service.authority.name,
    address,
    notes: [
      nobody ? t.checked(date) : t.checkedBy(date, service.checked.by),
      t.example,
      ...(municipality.demonstration ? [t.demonstration(municipality.name)] : []),
    ],
    cut: false,
  };
}

/** An address as it is typed; `www.` stays, because some places answer to nothing else. */
export const typed = (address: string): string => address.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** A number that is read off paper stands on one line: no break between its pairs. */
const phoneUnbroken = (text: string): string =>
  text.replace(/(?<!\d)\d{2}( \d{2}){3}(?! ?\d)/g, (number) => number.replace(/ /g, '\u00a0'));
const unbroken = (text: ComposedText): ComposedText => ({ ...text, text: phoneUnbroken(text.text) });

/** What the code on a sheet says: the same page, and that paper was the way in (visits/visit-rule.ts). */
export const scannedAddress = (address: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}fra=${'qr' satisfies BuiltInEntrance}`;
