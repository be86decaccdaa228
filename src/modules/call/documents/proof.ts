import { type Keys, sameText } from '../../../platform/index.ts';
import type { Kind } from './sniff.ts';

/** What was found clean: this content, in this conversation. Nothing of it is stored; the fingerprint is all there is. */
export type Checked = { readonly sha256: string; readonly kind: Kind };

const purpose = 'document found clean';
const written = (room: string, { sha256, kind }: Checked) => `${room} ${sha256} ${kind}`;

/** Our word that the scanner found nothing. It is worth something in its own conversation only. */
export const proofOf = (keys: Keys, room: string, checked: Checked): string =>
  keys.fingerprint(purpose, written(room, checked));

export const isProof = (keys: Keys, room: string, checked: Checked, proof: string): boolean =>
  sameText(proofOf(keys, room, checked), proof);
