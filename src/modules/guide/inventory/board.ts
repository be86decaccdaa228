import { type DateString, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { Entrance } from './entrance.ts';
import { type Findings, findFaults } from './findings.ts';
import { type GuidePicture, pictureFor } from './guide-picture.ts';
import type { LinkState } from './links/link-state.ts';
import { readLinks } from './links/link-store.ts';
import { readEntrances, readRoles, readTextCare, type TextCare } from './store.ts';

/** All that the governance pages are drawn from, as it is now. */
export type Board = {
  readonly today: DateString;
  readonly entrances: readonly Entrance[];
  readonly roles: readonly string[];
  readonly guide: GuidePicture;
  readonly links: ReadonlyMap<string, LinkState>;
  readonly care: ReadonlyMap<string, TextCare>;
  readonly findings: Findings;
};

export async function readBoard(house: House, guide: Guide, { municipality }: StaffMember): Promise<Board> {
  const picture = pictureFor(await guide.publication(municipality.id));
  const today = wallClock(house.clock.now()).date;
  const read = await house.database.inMunicipality(municipality.id, async () => {
    const entrances = await readEntrances();
    const urls = [
      ...entrances.map((one) => one.address),
      ...[...picture.services, ...picture.referred].flatMap(({ links }) => links.map((link) => link.url)),
    ];
    return { entrances, roles: await readRoles(), care: await readTextCare(), links: await readLinks(urls) };
  });
  return { ...read, today, guide: picture, findings: findFaults({ ...read, guide: picture, today }) };
}

/** Which of her roles she does it in, as the log names it: no person. */
export const actingRole = (staff: StaffMember): string =>
  staff.roles.filter((role) => role === 'editor' || role === 'national-editor').join(' ') || 'editor';
