/** The guide's texts and what municipalities say differently. The kind of each table is declared by its migration. */
import type { ColumnType, Generated } from 'kysely';
import type { MunicipalityId } from '../kernel/index.ts';
import type { Instant, Json, MaybeInstant } from './columns.ts';

/** Whether a newer file of ours may replace it without a question. */
export type TextOrigin = 'shipped' | 'edited';

export type GuideServiceTable = {
  slug: string;
  life_event: string;
  body: Json<unknown>;
  /** Of the shipped file that was last read, taken over or not. */
  fingerprint: string;
  revision: Generated<number>;
  state: ColumnType<'live' | 'withdrawn', 'live' | 'withdrawn' | undefined, 'live' | 'withdrawn'>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
  /** The shipped text, when it moved under one that is edited here; an editor takes it in or leaves it. */
  shipped: ColumnType<unknown, string | null | undefined, string | null>;
};
type Revision = {
  revision: number;
  body: Json<unknown>;
  published_at: Instant;
  /** An employee's id, and null for what came from a file. */
  author: string | null;
  note: Generated<string>;
};
export type GuideServiceRevisionTable = Revision & { service: string };
export type GuideRedirectTable = { slug: string; service: string };
export type GuideFactTable = {
  id: string;
  body: Json<unknown>;
  revision: Generated<number>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
};
export type GuideFactRevisionTable = Revision & { fact: string };
export type VocabularyConceptTable = {
  service: string;
  body: Json<unknown>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
  revision: Generated<number>;
};
/** Languages that guides are translated to. */
export type GuideLanguageTable = {
  code: string;
  body: Json<unknown>;
  revision: Generated<number>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
};
/** Official words and what they mean. */
export type GuideWordTable = { id: string; body: Json<unknown> };
export type StepHelpCountTable = {
  municipality_id: MunicipalityId;
  /** ISO week, `2026-W47`. */
  period: string;
  service: string;
  step: string;
  answer: 'yes' | 'no';
  count: Generated<number>;
};
export type LifeEventTable = { id: string; position: number; title: Json<{ da: string; en?: string }> };
export type GuideVariantTable = {
  municipality_id: MunicipalityId;
  service: string;
  /** A `LocalText`; what it leaves out is as the national text has it. */
  body: Json<unknown>;
  revision: Generated<number>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
};
export type GuideVariantRevisionTable = Revision & { municipality_id: MunicipalityId; service: string };
export type LocalRedirectTable = { municipality_id: MunicipalityId; slug: string; service: string };
export type MunicipalFactTable = {
  municipality_id: MunicipalityId;
  id: string;
  body: Json<unknown>;
  revision: Generated<number>;
  updated_at: Instant;
};
export type GuideDraftTable = {
  id: string;
  municipality_id: MunicipalityId;
  scope: 'national' | 'local';
  service: string;
  /** The published revision it began from; 0 for what is new. */
  base_revision: number;
  /** A `ServiceText` (national) or a `LocalText` (local), perhaps not whole yet. */
  body: Json<unknown>;
  /** Counts up with each save: who saves over another's save is told. */
  version: Generated<number>;
  state: 'writing' | 'review' | 'approved';
  author: string;
  reviewer: string | null;
  publish_at: MaybeInstant;
  note: Generated<string>;
  /** Why it could not be published at its time. */
  refusal: string | null;
  updated_at: Instant;
  updated_by: string;
};
