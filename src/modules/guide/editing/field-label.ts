import type { Language } from '../../../kernel/index.ts';
import type { ServiceText } from '../service-text.ts';
import { editingTexts } from './messages.ts';

/** What an editor calls the field: `Trin 2: Find flytning – tekst`. An unknown one keeps its name. */
export function fieldLabel(path: string, service: ServiceText | null, language: Language): string {
  const t = editingTexts(language);
  const known = t.fieldNames[path];
  if (known !== undefined) return known;
  const [head = '', id = '', key = '', at, part] = path.split('.');
  if (head === 'local') return service?.localFields.find((field) => field.id === id)?.label.da ?? path;
  if (head === 'ready') return t.readyField((service?.ready.findIndex((one) => one.id === id) ?? -1) + 1);
  if (head === 'stopRules') return t.stopField(key === 'when' ? 'when' : 'offer');
  if (head === 'law') return `${t.lawField}: ${id}`;
  if (head !== 'steps') return path;
  const index = service?.steps.findIndex((step) => step.id === id) ?? -1;
  const step = index < 0 ? id : t.stepField(index + 1, service?.steps[index]?.title.da ?? id);
  if (key === 'lines') {
    const stage = service?.steps[index]?.lines[Number(at)]?.stage;
    return `${step} – ${stage === undefined ? '' : `${t.stages[stage]}: `}${t.stepParts[part ?? 'say'] ?? part}`;
  }
  return `${step} – ${t.stepParts[key] ?? key}`;
}
