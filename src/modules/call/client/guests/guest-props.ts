import type { Language } from '../../../../kernel/language.ts';
import type { GuestRole } from '../../roles.ts';
import type { CallForm } from '../call-types.ts';

/** What the guest's page needs to be live in her room. */
export type GuestIslandProps = {
  readonly language: Language;
  readonly base: string;
  readonly form: CallForm;
  readonly role: GuestRole;
  readonly signs: boolean;
  readonly socketUrl: string;
  readonly participant: { readonly id: string; readonly token: string };
  readonly iceServers: readonly RTCIceServer[];
  /** Where she gives up her place. */
  readonly leave: string;
};
