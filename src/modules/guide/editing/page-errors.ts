import type { Language } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import type { ServiceText, TextProblem } from '../service-text.ts';
import { fieldLabel } from './field-label.ts';
import { fieldName } from './local-form.ts';
import { editingTexts } from './messages.ts';
import { problemWords } from './problem-words.ts';

/** Why a page about a text is shown again; by name in its address, so that nobody can write on the page through it. */
export const pageFaults = ['udgiv', 'send', 'tid', 'tidspunkt', 'egen', 'imens', 'kladde'] as const;
export type PageFault = (typeof pageFaults)[number];

export const pageFaultOf = (text: string | undefined): PageFault | null =>
  pageFaults.find((one) => one === text) ?? null;

/** What the page says of it, above the problems of the text itself. */
export function faultNotices(fault: PageFault | null, baseMoved: boolean, language: Language): readonly string[] {
  const t = editingTexts(language);
  const said = {
    udgiv: t.notPublished,
    send: t.notSent,
    egen: t.approveOwn,
    imens: t.draftChanged,
    kladde: t.draftExists,
    tid: '',
    tidspunkt: '',
  };
  return [fault === null ? '' : said[fault], baseMoved ? t.baseMoved : ''].filter((words) => words !== '');
}

/** A time that was not one, at its box. */
export function timeErrors(fault: PageFault | null, language: Language): FieldError[] {
  const t = editingTexts(language);
  if (fault === 'tid') return [{ field: 'dato', message: t.timePast }];
  return fault === 'tidspunkt' ? [{ field: 'dato', message: t.timeMissing }] : [];
}

/**
 * Why a draft cannot be published as it is, each problem at its box and in the editor's words.
 *
 * @param boxes names of the boxes that the page has; what none of them mends is mended in YAML where there is that.
 */
export function problemErrors(
  problems: readonly TextProblem[],
  service: ServiceText | null,
  language: Language,
  boxes: ReadonlySet<string> = new Set(),
): FieldError[] {
  const t = editingTexts(language);
  const seen = new Set<string>();
  return problems.flatMap(({ path, problem }) => {
    const field = boxOf(path, problem, boxes);
    const words = problemWords(problem, language);
    const message =
      path === '' || /^\p{Lu}/u.test(words) ? words : t.problemIn(fieldLabel(path, service, language), words);
    // The same in two languages of one field is one thing to mend.
    if (seen.has(message)) return [];
    seen.add(message);
    return [{ field, message: field === '' && boxes.size > 0 ? `${message}. ${t.inYaml}.` : message }];
  });
}

/** The id of the box in which the problem is mended; empty where the form has none. */
function boxOf(path: string, problem: string, boxes: ReadonlySet<string>): string {
  const bare = path.replace(/\.(da|en)$/, '');
  if (/^is locked|^is not a field/.test(problem)) return `drop.${bare}`;
  const found = [
    `l.${bare.replace(/^local\./, '')}.da`,
    `${bare}.da`,
    fieldName(bare.replace(/^own\./, ''), 'da'),
    fieldName(`${bare}.text`, 'da'),
  ].find((one) => boxes.has(one));
  return found ?? '';
}
