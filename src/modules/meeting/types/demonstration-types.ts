import type { MeetingForm } from '../../../db/index.ts';
import type { MeetingRules } from '../meeting-rules.ts';

export type DemonstrationType = {
  readonly slug: string;
  readonly title: { readonly da: string; readonly en: string };
  readonly rules: MeetingRules;
  readonly forms: readonly (readonly [MeetingForm, string])[];
};

const usual: MeetingRules = {
  formChosenBy: 'citizen',
  bookedBy: 'citizen',
  lengthMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 5,
  noticeMinutes: 15,
  horizonDays: 60,
  changeNoticeMinutes: 120,
  freedDelayMinutes: 0,
  gridMinutes: 15,
  needs: [],
  seats: 1,
  description: { da: '', en: '' },
  bring: [],
  identity: 'told',
  companions: true,
  interpreter: true,
  documents: true,
  mostAhead: 3,
  noteDuty: false,
  retentionDays: 30,
  anonymous: false,
  evaluation: 'meeting',
  remindMinutes: [1440, 60],
  screening: null,
};

const guidance = 'Forvaltningsloven § 7: kommunen skal vejlede og hjælpe. Loven foreskriver ingen form.';
const sickness =
  'Sygedagpengeloven § 13 b: personligt fremmøde i de første seks måneder, derefter vælger borgeren. Kommunen kontrollerer reglen for hver målgruppe.';
const support = 'Serviceloven § 85: støtten gives efter en konkret vurdering. Loven foreskriver ingen form.';
const family = 'Forvaltningsloven § 8: ret til bisidder og til at lade sig repræsentere, i alle former.';
const alcohol = 'Sundhedsloven § 141: kommunen tilbyder alkoholbehandling, og den kan gives anonymt.';
const own = 'Et frivilligt tilbud fra kommunen. Ingen lov foreskriver formen.';

/** Invented kinds of meetings, one of each sort that the program knows. The laws are examples, to be checked by whoever uses them. */
export const demonstrationTypes: readonly DemonstrationType[] = [
  {
    slug: 'borgerservice',
    title: { da: 'Borgerservice, 10 minutter', en: 'Citizen service, 10 minutes' },
    forms: [
      ['in-person', guidance],
      ['phone', guidance],
      ['video', guidance],
    ],
    rules: {
      ...usual,
      lengthMinutes: 10,
      gridMinutes: 10,
      needs: [{ kind: 'employee', skills: ['borgerservice'] }],
      description: {
        da: 'Pas, kørekort, MitID og spørgsmål, som kan klares på ti minutter.',
        en: 'Passport, driving licence, MitID and questions that can be settled in ten minutes.',
      },
      bring: [{ da: 'Legitimation med billede', en: 'Identification with a photo' }],
    },
  },
  {
    slug: 'bostoette',
    title: { da: 'Virtuel bostøtte', en: 'Virtual support at home' },
    forms: [
      ['video', support],
      ['phone', support],
    ],
    rules: {
      ...usual,
      bookedBy: 'employee',
      needs: [{ kind: 'employee', skills: ['bostøtte'] }],
      identity: 'known',
      mostAhead: 50,
      noteDuty: true,
      retentionDays: 90,
      remindMinutes: [60],
      description: {
        da: 'Fast støtte uge efter uge, på skærm eller telefon.',
        en: 'Regular support week after week, by screen or telephone.',
      },
    },
  },
  {
    slug: 'jobsamtale',
    title: { da: 'Samtale på jobcentret', en: 'Meeting at the job centre' },
    forms: [
      ['in-person', sickness],
      ['video', sickness],
    ],
    rules: {
      ...usual,
      formChosenBy: 'employee',
      bookedBy: 'employee',
      lengthMinutes: 45,
      needs: [{ kind: 'employee', skills: ['jobcenter'] }],
      identity: 'mitid',
      noteDuty: true,
      retentionDays: 180,
      description: {
        da: 'Samtale om sygemelding, job og uddannelse. Din sagsbehandler foreslår tider.',
        en: 'A meeting about sick leave, work and education. Your case worker proposes times.',
      },
      bring: [{ da: 'Dit CV, hvis du har et', en: 'Your CV, if you have one' }],
    },
  },
  {
    slug: 'plan-for-arbejde',
    title: { da: 'Lav en plan for arbejde', en: 'Make a plan for work' },
    forms: [
      ['video', sickness],
      ['in-person', sickness],
    ],
    rules: {
      ...usual,
      bookedBy: 'invitation',
      needs: [{ kind: 'employee', skills: ['jobcenter'] }],
      identity: 'mitid',
      mostAhead: 1,
      noteDuty: true,
      retentionDays: 180,
      description: {
        da: 'Du vælger selv tiden, når jobcentret har inviteret dig.',
        en: 'You choose the time yourself when the job centre has invited you.',
      },
    },
  },
  {
    slug: 'familiemoede',
    title: { da: 'Familiemøde', en: 'Family meeting' },
    forms: [
      ['in-person', family],
      ['video', family],
    ],
    rules: {
      ...usual,
      formChosenBy: 'employee',
      bookedBy: 'employee',
      lengthMinutes: 60,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 15,
      needs: [
        { kind: 'employee', skills: ['familie'] },
        { kind: 'room', skills: [] },
      ],
      identity: 'known',
      noteDuty: true,
      retentionDays: 180,
      description: {
        da: 'Møde med flere fra familien og dem, I vil have med.',
        en: 'A meeting with several of the family and those you want to bring.',
      },
    },
  },
  {
    slug: 'alkoholraadgivning',
    title: { da: 'Anonym alkoholrådgivning', en: 'Anonymous alcohol counselling' },
    forms: [
      ['video', alcohol],
      ['in-person', alcohol],
    ],
    rules: {
      ...usual,
      lengthMinutes: 45,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 15,
      freedDelayMinutes: 10,
      needs: [{ kind: 'employee', skills: ['rådgivning'] }],
      identity: 'none',
      companions: false,
      documents: false,
      mostAhead: 2,
      retentionDays: 7,
      anonymous: true,
      evaluation: null,
      remindMinutes: [],
      description: {
        da: 'Samtale med en rådgiver. Du siger ikke, hvem du er, og vi gemmer det ikke.',
        en: 'A talk with a counsellor. You do not say who you are, and we do not keep it.',
      },
    },
  },
  {
    slug: 'mitid-kursus',
    title: { da: 'Kursus i MitID', en: 'Course in MitID' },
    forms: [
      ['in-person', own],
      ['video', own],
    ],
    rules: {
      ...usual,
      lengthMinutes: 90,
      gridMinutes: 30,
      noticeMinutes: 60,
      needs: [
        { kind: 'employee', skills: ['borgerservice'] },
        { kind: 'room', skills: [] },
      ],
      seats: 8,
      description: {
        da: 'Vi øver MitID sammen på et lille hold.',
        en: 'We practise MitID together in a small group.',
      },
      bring: [{ da: 'Din telefon eller tablet', en: 'Your phone or tablet' }],
    },
  },
  {
    slug: 'hjaelp-ved-skaermen',
    title: { da: 'Hjælp ved skærmen på biblioteket', en: 'Help at the screen in the library' },
    forms: [['kiosk', own]],
    rules: {
      ...usual,
      lengthMinutes: 20,
      gridMinutes: 20,
      needs: [
        { kind: 'employee', skills: ['borgerservice'] },
        { kind: 'kiosk', skills: [] },
      ],
      description: {
        da: 'Sæt dig ved skærmen på biblioteket. Vi hjælper dig derfra.',
        en: 'Sit down at the screen in the library. We help you from there.',
      },
    },
  },
];
