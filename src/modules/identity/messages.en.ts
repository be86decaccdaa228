import type { Messages } from '../../kernel/index.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  roleNames: { employee: 'employee', editor: 'editor', leader: 'leader', administrator: 'administrator' },
  or: ' or ',
  demo: {
    title: 'Demonstration login',
    warning: 'This is a demonstration – not a real login',
    explanation: 'The employees do not exist, and there is no password. Do not write real information about citizens.',
    choose: 'Who do you want to be?',
    does: {
      employee: 'Helps citizens at the desk',
      editor: 'Looks after the guides',
      leader: 'Sees the figures',
      administrator: 'Sees the audit trail',
    },
    cancel: 'Cancel',
    lostTitle: 'Start the login again',
    lost: 'The login page is good for 10 minutes, and only in the browser that opened it.',
  },
  logIn: 'Log in',
  tryAgain: 'Try to log in again',
  frontPage: 'Go to the front page',
  cancelled: { title: 'You cancelled the login', text: 'Nothing has happened. You can log in whenever you want.' },
  lost: {
    title: 'Start the login again',
    text: 'A login must be finished within 10 minutes and in the same browser. Each attempt is good for once.',
  },
  refused: {
    title: 'The login did not succeed',
    text: 'The login service said no. Try again. If it happens again, call whoever looks after your IT and give the code below.',
    code: (code: string) => `Code: ${code}`,
  },
  unreachable: {
    title: 'The login does not answer right now',
    text: 'The login service does not answer. Citizens can still read the guides. Try again in a moment.',
  },
  noAccess: {
    title: 'You do not have access yet',
    noRole: (municipality: string) =>
      `The login worked, but you have no role in ${municipality}. Ask your leader or your user administration for one of these roles:`,
    noMunicipality:
      'The login worked, but it does not say which municipality you work for. Ask your user administration to set your municipality and one of these roles:',
  },
  notSetUp: {
    title: 'Staff login is not set up',
    text: 'The program knows no login service. The demonstration login exists only on localhost and private networks. Whoever runs the program must set these variables and start it again:',
    forCitizens: 'Are you a citizen? You do not need to log in.',
    issuer: 'the address of the login service, such as https://login.kommunen.dk',
    clientId: 'the name by which the login service knows the program',
    clientSecret: 'the secret, if the login service has given one',
    claims: 'names of the claims that tell role, municipality and name, if they are not roles, municipality and name',
    returnAddress: 'Address to give to the login service',
  },
  forbidden: {
    title: 'The page needs another role',
    needs: (needed: string) => `The page is for the role ${needed}.`,
    has: (held: string) => `You are logged in as ${held}.`,
    way: 'If you need the page in your work, ask your leader for the role. When you have it, log out and in again.',
    logged: 'The refusal has been noted in the audit trail.',
    go: {
      desk: 'Go to the desk',
      editing: 'Go to the editing room',
      figures: 'Go to the leader’s page',
      administration: 'Go to the administration',
    },
  },
  loggedOut: {
    title: 'You are logged out',
    text: 'Close the browser if others use the computer.',
    provider: 'Log out of the login service too',
    leaving: 'You are now being logged out of the login service too.',
  },
  logOut: {
    title: 'Log out',
    signedIn: (name: string) => `You are logged in as ${name}.`,
    here: 'Log out here',
    everywhere: 'Log out everywhere',
    places: (count: number) =>
      count === 1 ? 'You are logged in at one place.' : `You are logged in at ${count} places.`,
  },
  problem: { logIn: 'Log in first', role: (needed: string) => `Needs the role ${needed}` },
  administration: {
    title: 'Administration',
    trail: 'Audit trail',
    trailIntro:
      'It tells when somebody saw or changed personal data, and when something was refused. Each look at it is itself noted with your purpose. The trail cannot be counted or ordered by employee.',
    purpose: 'Purpose of the look',
    purposeHint: 'Write in a few words why you look at the trail. Write no names or CPR numbers.',
    from: 'From date',
    to: 'Up to and including date',
    action: 'Action',
    anyAction: 'All actions',
    investigation: 'Name of the investigation',
    investigationHint:
      'Fill this in only if you investigate a certain event and must see who acted. Write the name or number of the case.',
    show: 'Show the trail',
    older: 'Show older',
    none: 'There are no entries in that period.',
    caption: 'Entries, newest first',
    hidden: 'hidden',
    columns: {
      at: 'Time',
      action: 'Action',
      role: 'Role',
      actor: 'Who',
      subject: 'About',
      outcome: 'Outcome',
      purpose: 'Purpose',
    },
    outcomes: { done: 'done', refused: 'refused' },
    citizen: 'citizen',
    system: 'the system',
    check: 'Is the trail unchanged?',
    checkIntro:
      'Each entry is bound to the one before it. The check finds entries that were changed, removed or swapped.',
    headSeq: 'Number of the entry in the log',
    headHash: 'Check value of the entry in the log',
    headSummary: 'Compare with a value from the log',
    headIntro:
      'Every day the program writes the newest number and check value of the trail to its log ("audit head"). With it you can see whether the end was cut off.',
    checkButton: 'Check the trail',
    sound: (count: number) => `The trail is whole. ${count} entries were checked.`,
    unsound: 'The trail is not whole',
    faults: {
      changed: (seq: number) => `Entry ${seq} was changed.`,
      missing: (seq: number) => `Something is missing or was swapped just before entry ${seq}.`,
      'cut tail': (seq: number) => `The end is missing: entry ${seq} stood in the log but does not exist.`,
    },
    unsoundWay: 'Keep the log and a copy of the database, and call whoever is responsible for security.',
    sessions: 'Login',
    endAll: 'Log all employees out',
    endAllHint:
      'Use it if a login may have come into the wrong hands. Everybody in the municipality, you too, must log in again. Conversations that are going on continue.',
    endAllPurpose: 'Why must everybody be logged out?',
    errors: {
      purpose: 'Write a purpose of at least 10 characters',
      date: 'Write the date as year-month-day, such as 2026-11-24',
      investigation: 'Write the name or number of the case with at least 3 characters, or leave the field empty',
      head: 'Write both number and check value as they stand in the log, or leave both fields empty',
    },
  },
};
