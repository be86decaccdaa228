import { createHash, randomBytes, randomUUID } from 'node:crypto';

declare const brand: unique symbol;
/** A uuid that cannot be mixed up with another kind of id. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type MunicipalityId = Id<'municipality'>;
export type EmployeeId = Id<'employee'>;
export type TicketId = Id<'ticket'>;
export type RoomId = Id<'room'>;
export type ParticipantId = Id<'participant'>;
export type EntranceId = Id<'entrance'>;

/** Version 4 on purpose: a version 7 id tells the time of day it was made, which a figure must never do. */
export const newId = <Kind extends string>(): Id<Kind> => randomUUID() as Id<Kind>;

/** A secret of 192 random bits in an alphabet that is safe in a cookie (ASVS 7.2.3 asks for 128). */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** What is stored of a token: enough to recognise it, useless to whoever reads the table. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Reads an id from outside; null for anything that is not one, so that it never reaches the database. */
export const parseId = <Kind extends string>(value: unknown): Id<Kind> | null =>
  typeof value === 'string' && uuid.test(value) ? (value as Id<Kind>) : null;
