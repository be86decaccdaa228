/**
 * A Digital Post message in our words (MeMo, the agency's format). Not the whole of MeMo: what a meeting needs, and nothing
 * that we could not say what it means (mandatory, legalNotification, KLE).
 */
export type MemoVersion = '1.1' | '1.2';

type MemoFrame = {
  /** UUID version 4. */
  readonly uuid: string;
  /** The title in her list of messages. */
  readonly label: string;
  readonly sender: {
    /** Eight digits. */
    readonly cvr: string;
    readonly label: string;
  };
  readonly recipient: {
    /** Ten digits. */
    readonly cpr: string;
  };
};

export type MemoMessage = MemoFrame &
  (
    | {
        readonly type: 'DIGITALPOST';
        /** What an SMS or e-mail about the message says; null leaves the mail box's own words. Names no topic. */
        readonly notification: string | null;
        /** May she answer? Only where somebody reads the answers. */
        readonly reply: boolean;
        readonly createdAt: Date;
        /** One document, in one or more formats. */
        readonly files: readonly MemoFile[];
        readonly actions: readonly MemoAction[];
        readonly attachments: readonly { readonly label: string; readonly files: readonly MemoFile[] }[];
      }
    /** A text message to a number that the state knows: the notification is the whole of it. */
    | { readonly type: 'NEMSMS'; readonly notification: string }
  );

/** The agency's list of file types is closed and was not found; these two stand in its own examples. */
export const memoFileTypes = ['application/pdf', 'text/plain'] as const;

export type MemoFile = {
  readonly type: (typeof memoFileTypes)[number];
  /** Cleaned here of what file names may not hold. */
  readonly name: string;
  /** Two letters. */
  readonly language: string;
  readonly bytes: Uint8Array;
};

export type MemoAction =
  | {
      readonly code: 'AFTALE';
      readonly label: string;
      readonly reservation: MemoReservation;
    }
  | {
      readonly code: 'SELVBETJENING' | 'INFORMATION' | 'FORBEREDELSE' | 'BEKRAEFT';
      readonly label: string;
      /** Whole and https. */
      readonly url: string;
      readonly from: Date | null;
      readonly until: Date | null;
    };

/** What she lays in her calendar. */
export type MemoReservation = {
  /** The same through all changes of one meeting. */
  readonly uuid: string;
  readonly abstract: string;
  readonly description: string;
  readonly location: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly organizer: string | null;
};

/** What is wrong with one field. `field` is a path in MemoMessage: `actions.0.reservation.location`. */
export type MemoFault = { readonly field: string } & (
  | { readonly kind: 'empty' | 'letters' | 'cpr-inside' | 'link-inside' | 'uuid' | 'cvr' | 'cpr' | 'date' | 'order' }
  | { readonly kind: 'link' | 'language' | 'file-type' | 'file-name' }
  | { readonly kind: 'long' | 'many' | 'large'; readonly most: number }
);

/** Limits of the schema, in letters, and of the mail box (order of 2016, docs/evidence.md "Messages"). */
export const memoLimits = {
  text: 256,
  url: 256,
  notification: { '1.1': 150, '1.2': 160 },
  /** What every phone's network carries as one message. */
  nemsms: 150,
  attachments: 10,
  bytes: 99_500_000,
} as const;
