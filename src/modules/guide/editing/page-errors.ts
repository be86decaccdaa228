import type { Language } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import type { ServiceText, TextProblem } from '../service-text.ts';
import { fieldLabel } from './field-label.ts';
import { fieldName } from './local-form.ts';
import { editingTexts } from './messages.ts';

/** Why a draft cannot be published as it is, each problem at its box and in the editor's words. */
export function problemErrors(
  problems: readonly TextProblem[],
  service: ServiceText | null,
  language: Language,
): FieldError[] {
  const t = editingTexts(language);
  return problems.map(({ path, problem }) => {
    const words = Object.entries(t.problems).find(([begins]) => problem.includes(begins))?.[1] ?? problem;
    return { field: boxOf(path), message: t.problemIn(path === '' ? '' : fieldLabel(path, service, language), words) };
  });
}

/** The id of the box in which the problem is mended; empty where the form has none. */
function boxOf(path: string): string {
  if (path.startsWith('local.')) return `l.${path.slice(6)}.da`;
  if (path === 'referral') return 'referral.da';
  const bare = path.replace(/\.(da|en)$/, '');
  return fieldName(bare, 'da');
}
