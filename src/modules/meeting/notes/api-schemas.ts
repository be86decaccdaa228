import * as v from 'valibot';

const instant = v.pipe(v.string('is required'), v.isoTimestamp('use an instant such as 2026-11-25T10:00:00Z'));

/** A note that waits for the case system, without its words. */
export const NoteWaitingOut = v.object({
  meeting: v.pipe(v.string(), v.uuid()),
  type: v.string(),
  startedAt: instant,
  endedAt: instant,
  nothing: v.boolean(),
  writtenAt: instant,
});

export const NoteOut = v.object({
  ...NoteWaitingOut.entries,
  reservation: v.pipe(v.string(), v.uuid(), v.description('The same as in Digital Post and in iCalendar (UID).')),
  text: v.nullable(v.string()),
  steps: v.array(v.object({ at: instant, what: v.string(), by: v.string() })),
});

export const NoteTakenBody = v.strictObject(
  {
    writtenAt: v.pipe(
      instant,
      v.description('Of the note that was fetched: one that has been changed since is not dropped.'),
    ),
  },
  (issue) => (issue.expected === 'never' ? 'is not a field of this' : 'is required'),
);
