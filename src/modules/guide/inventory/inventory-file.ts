/** The shape of content/municipalities/{slug}/inventory.yaml: an inventory as it is when this installation first meets it. */
import * as v from 'valibot';
import { channels, dataClasses, entranceKinds, entranceStatuses, purposes } from './entrance.ts';
import { cycles } from './review.ts';

const uuid = v.pipe(v.string(), v.uuid('use a uuid'));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters a-z, digits and hyphens'));
const words = v.pipe(v.string(), v.trim(), v.minLength(2));
const isoDate = v.pipe(v.string(), v.isoDate('use a date as 2026-11-21'));
const checked = v.optional(v.strictObject({ on: isoDate, role: words, how: words }));
const cycle = v.optional(v.picklist(cycles), 12);

export const InventoryFile = v.strictObject({
  roles: v.array(words),
  entrances: v.array(
    v.strictObject({
      id: uuid,
      name: words,
      kind: v.picklist(entranceKinds),
      status: v.optional(v.picklist(entranceStatuses), 'in-use'),
      purpose: v.picklist(purposes),
      address: words,
      services: v.optional(v.array(slug), []),
      owner: v.optional(words),
      backup: v.optional(words),
      unit: v.optional(words),
      data: v.picklist(dataClasses),
      kle: v.optional(words),
      note: v.optional(words),
      replacedBy: v.optional(uuid),
      cycle,
      checked,
    }),
  ),
  texts: v.optional(v.array(v.strictObject({ service: slug, owner: v.optional(words), cycle, checked })), []),
  rules: v.optional(
    v.array(
      v.strictObject({
        service: slug,
        offered: v.array(v.picklist(channels)),
        recommended: v.array(v.picklist(channels)),
        reason: words,
        decidedBy: words,
        decidedOn: isoDate,
        reviewOn: isoDate,
      }),
    ),
    [],
  ),
});
export type InventoryFile = v.InferOutput<typeof InventoryFile>;
