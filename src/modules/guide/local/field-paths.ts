/**
 * Fields of a service by name: `summary`, `steps.find.text`, `steps.find.lines.0.say`, `entry.url`. A name holds the id of
 * a step, never its place, so that a new step above moves nothing.
 */
import type { LocalisedText, ServiceText } from '../service-text.ts';

type Reader = (service: ServiceText) => LocalisedText | undefined;
type Writer = (service: ServiceText, text: LocalisedText) => ServiceText;
type Field = { readonly read: Reader; readonly write: Writer };

const top = ['title', 'plainTitle', 'summary', 'nonDigital'] as const;
const glance = ['digital', 'price', 'time'] as const;

/** Every field of the service that holds a text, by its path, in the order of the page. */
export function fieldPaths(service: ServiceText): string[] {
  return [
    'title',
    'plainTitle',
    'summary',
    ...glance.map((key) => `atAGlance.${key}`),
    'entry.url',
    'entry.label',
    'nonDigital',
    'authority.name',
    ...service.ready.map((one) => `ready.${one.id}.text`),
    ...service.steps.flatMap((step) => [
      `steps.${step.id}.title`,
      `steps.${step.id}.text`,
      `steps.${step.id}.ifWrong`,
      ...step.lines.flatMap((line, index) => [
        `steps.${step.id}.lines.${index}.say`,
        ...(line.do ? [`steps.${step.id}.lines.${index}.do`] : []),
      ]),
    ]),
    ...service.stopRules.flatMap((rule) => [`stopRules.${rule.id}.when`, `stopRules.${rule.id}.offer`]),
    ...service.law.map((law) => `law.${law.id}.statement`),
  ];
}

/** What stands there; undefined where the text has no such field (any more). */
export const readField = (service: ServiceText, path: string): LocalisedText | undefined =>
  fieldOf(path)?.read(service);

/** The service with another text there; as it was, where it has no such field. */
export const writeField = (service: ServiceText, path: string, text: LocalisedText): ServiceText =>
  fieldOf(path)?.write(service, text) ?? service;

function fieldOf(path: string): Field | null {
  const [head = '', id = '', key = '', at = '', last = ''] = path.split('.');
  if ((top as readonly string[]).includes(path)) return topField(path as (typeof top)[number]);
  if (head === 'atAGlance' && (glance as readonly string[]).includes(id))
    return glanceField(id as (typeof glance)[number]);
  if (path === 'entry.label')
    return { read: (s) => s.entry.label, write: (s, label) => ({ ...s, entry: { ...s.entry, label } }) };
  if (path === 'entry.url')
    return { read: (s) => ({ da: s.entry.url }), write: (s, url) => ({ ...s, entry: { ...s.entry, url: url.da } }) };
  if (path === 'authority.name')
    return { read: (s) => s.authority.name, write: (s, name) => ({ ...s, authority: { ...s.authority, name } }) };
  if (head === 'ready' && key === 'text') return listField('ready', id, 'text');
  if (head === 'law' && key === 'statement') return listField('law', id, 'statement');
  if (head === 'stopRules' && (key === 'when' || key === 'offer')) return listField('stopRules', id, key);
  if (head === 'steps' && key === 'lines' && (last === 'say' || last === 'do')) return lineField(id, Number(at), last);
  if (head === 'steps' && at === '' && (key === 'title' || key === 'text' || key === 'ifWrong'))
    return listField('steps', id, key);
  return null;
}

const topField = (key: (typeof top)[number]): Field => ({
  read: (service) => service[key],
  write: (service, text) => ({ ...service, [key]: text }),
});

const glanceField = (key: (typeof glance)[number]): Field => ({
  read: (service) => service.atAGlance[key],
  write: (service, text) => ({ ...service, atAGlance: { ...service.atAGlance, [key]: text } }),
});

function listField(list: 'ready' | 'law' | 'stopRules' | 'steps', id: string, key: string): Field {
  type Item = { readonly id: string } & Readonly<Record<string, unknown>>;
  const items = (service: ServiceText) => service[list] as readonly Item[];
  return {
    read: (service) => items(service).find((item) => item.id === id)?.[key] as LocalisedText | undefined,
    write: (service, text) =>
      ({
        ...service,
        [list]: items(service).map((item) => (item.id === id ? { ...item, [key]: text } : item)),
      }) as ServiceText,
  };
}

const lineField = (id: string, index: number, key: 'say' | 'do'): Field => ({
  read: (service) => service.steps.find((step) => step.id === id)?.lines[index]?.[key],
  write: (service, text) => ({
    ...service,
    steps: service.steps.map((step) =>
      step.id === id
        ? { ...step, lines: step.lines.map((line, at) => (at === index ? { ...line, [key]: text } : line)) }
        : step,
    ),
  }),
});
