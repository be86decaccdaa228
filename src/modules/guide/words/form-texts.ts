import type { Context } from 'hono';
import { readForm } from '../../../platform/index.ts';

/** A form as text by name. Forms of this room ask for nothing twice. */
export async function formTexts(c: Context): Promise<Readonly<Record<string, string>>> {
  const form = await readForm(c);
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}
