import type { Board } from './board.ts';
import { dueOn, type Task, usualCycle } from './review.ts';
import { lastLook, type TextCare } from './store.ts';

/** How a guide text is looked after: what the municipality has said, else what the national text says. */
export function careOf(board: Pick<Board, 'care' | 'guide'>, slug: string): TextCare | null {
  const service = board.guide.services.find((one) => one.slug === slug);
  if (!service) return null;
  return (
    board.care.get(slug) ?? {
      service: slug,
      ownerRole: service.owner?.role ?? '',
      cycleMonths: service.owner?.cycleMonths ?? usualCycle,
      checked: null,
      version: 0,
    }
  );
}

/** Everything that must be looked at again some day: entrances that are used, and every text. */
export function allTasks(board: Pick<Board, 'care' | 'guide' | 'entrances'>): readonly Task[] {
  const entrances = board.entrances
    .filter((one) => one.status === 'in-use' || one.status === 'paused')
    .map(
      (one): Task => ({
        kind: 'entrance',
        id: one.id,
        name: one.name,
        ownerRole: one.ownerRole,
        due: dueOn(one.checked?.on ?? null, one.cycleMonths),
        checkedOn: one.checked?.on ?? null,
        version: one.version,
      }),
    );
  const services = board.guide.services.flatMap((service): Task | readonly Task[] => {
    const care = careOf(board, service.slug);
    if (!care) return [];
    const on = lastLook(service.checkedOn, care.checked);
    return {
      kind: 'text',
      id: service.slug,
      name: service.title,
      ownerRole: care.ownerRole,
      due: dueOn(on, care.cycleMonths),
      checkedOn: on,
      version: care.version,
    };
  });
  return [...entrances, ...services];
}
