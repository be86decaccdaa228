import type { Language } from '../../../kernel/index.ts';
import { problemWords } from '../editing/problem-words.ts';
import { exchangeTexts } from './messages.ts';
import type { ContentFault } from './municipal-content.ts';

/** A fault of a file as its reader is told it: which part, where in it, and what to do. */
export function faultWords({ path, problem }: ContentFault, language: Language): string {
  const t = exchangeTexts(language);
  const [head = '', ...rest] = path.split('.');
  const where = [t.parts[head] ?? head, ...rest].filter((one) => one !== '').join(' ');
  return t.fault(where, ownWords(problem, language) ?? problemWords(problem, language));
}

function ownWords(problem: string, language: Language): string | null {
  const { fileFaults } = exchangeTexts(language);
  if (/not JSON/.test(problem)) return fileFaults.json;
  if (/^is larger than/.test(problem)) return fileFaults.large;
  if (/^is not a file of/.test(problem)) return fileFaults.other;
  if (/^is a version/.test(problem)) return fileFaults.version;
  if (/^use a uuid/.test(problem)) return fileFaults.id;
  if (/belongs to another municipality/.test(problem)) return fileFaults.foreign;
  const service = /^names the service “(.*)”, which is not here/.exec(problem)?.[1];
  if (service !== undefined) return fileFaults.service(service);
  const replaced = /^“(.*)” is replaced by/.exec(problem)?.[1];
  return replaced === undefined ? null : fileFaults.replaced(replaced);
}
