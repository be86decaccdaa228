import type { Meeting } from '../../booking/booking-types.ts';
import type { PersonDetails } from '../../person-details.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import { maskedPhone } from '../when.ts';

/** Where or how a meeting is held, in one line. */
export function whereOf(
  page: MeetingPage,
  meeting: Pick<Meeting, 'form' | 'placeId' | 'resources' | 'type'>,
  details: Pick<PersonDetails, 'phone'> | null,
): string {
  const t = texts(page.language).own;
  const place = page.places.find(({ id }) => id === meeting.placeId) ?? page.places[0];
  if (meeting.form === 'video') return t.onScreen;
  if (meeting.form === 'phone') {
    if (meeting.type.rules.anonymous) return t.youCall(place?.phone ?? '');
    return details?.phone ? t.weCall(maskedPhone(details.phone)) : texts(page.language).formLong.phone;
  }
  if (meeting.form === 'kiosk')
    return t.kiosk(meeting.resources.find(({ kind }) => kind === 'kiosk')?.name ?? place?.name ?? '');
  return place ? t.place(place.name, place.address) : texts(page.language).formLong['in-person'];
}
