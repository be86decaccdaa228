import type { Language } from '../../../kernel/index.ts';
import type { ServiceText } from '../service-text.ts';
import { editingTexts } from './messages.ts';

/** What an editor calls the field: `Trin 2: Find flytning – tekst`. An unknown one keeps its name. */
export function fieldLabel(path: string, service: ServiceText | null, language: Language): string {
  const t = editingTexts(language);
  const known = t.fieldNames[path.replace(/\.(da|en)$/, '').replace(/^own\./, '')];
  if (known !== undefined) return known;
  const [head = '', id = '', key = '', at, part] = path.replace(/^own\./, '').split('.');
  if (head === 'local') return service?.localFields.find((field) => field.id === id)?.label.da ?? path;
  if (head === 'ready')
    return t.readyField(
      /^\d+$/.test(id) ? Number(id) + 1 : (service?.ready.findIndex((one) => one.id === id) ?? -1) + 1,
    );
  if (head === 'stopRules') return t.stopField(key === 'when' ? 'when' : 'offer');
  if (head === 'law') return `${t.lawField}: ${id}`;
  if (head !== 'steps') return path;
  // Where a text does not fit its form, what checks it counts the steps from nought.
  const counted = /^\d+$/.test(id);
  const index = counted ? Number(id) : (service?.steps.findIndex((step) => step.id === id) ?? -1);
  const step = index < 0 ? t.goneStep : t.stepField(index + 1, counted ? '' : (service?.steps[index]?.title.da ?? id));
  if (key === '') return step;
  if (key === 'lines') {
    const stage = service?.steps[index]?.lines[Number(at)]?.stage;
    return `${step} – ${stage === undefined ? '' : `${t.stages[stage]}: `}${t.stepParts[part ?? 'say'] ?? part}`;
  }
  return `${step} – ${t.stepParts[key] ?? key}`;
}
