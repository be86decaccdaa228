import type { Template } from './fill-template.ts';
import type { MessageKind } from './kinds.ts';

/** What is sent where the municipality has not written a text of its own: the e-mail's words, and the SMS'. */
type Shipped = Readonly<Record<MessageKind, { readonly long: Template; readonly sms: string }>>;

const hers = `[Din side om mødet: {link}]
[Har du ikke linket, så gå ind på {kodeside} med koden {kode} og dit telefonnummer eller din e-mail.]`;
const byPhone = '[Du kan også ringe på {telefon} og sige koden {kode}.]';
const end = 'Venlig hilsen\n{kommune}';

export const da: Shipped = {
  booked: {
    long: {
      subject: 'Dit møde med {kommune}',
      body: `Du har et møde med {kommune} {tid}.
[Det handler om: {type}.]
[Vi mødes {form}.]
[Sted: {sted}]

På din side kan du gøre dig klar, flytte mødet eller aflyse det.
${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Du har et møde {tid}.[ Kode {kode}.][ Ring {telefon}, hvis du vil ændre tiden.]',
  },
  moved: {
    long: {
      subject: 'Dit møde med {kommune} har fået en ny tid',
      body: `Dit møde med {kommune} er flyttet.
Ny tid: {tid}.
[Tiden {tidligere} gælder ikke længere.]
[Det handler om: {type}.]
[Vi mødes {form}.]
[Sted: {sted}]

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Dit møde {tidligere} er flyttet til {tid}.',
  },
  converted: {
    long: {
      subject: 'Dit møde med {kommune} holdes på en anden måde',
      body: `Dit møde med {kommune} holdes nu på en anden måde.
[Vi mødes {form}.]
Tid: {tid}.
[Tiden {tidligere} gælder ikke længere.]
[Det handler om: {type}.]
[Sted: {sted}]

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Dit møde {tid} holdes nu {form}.[ Ring {telefon}, hvis det ikke passer.]',
  },
  cancelled: {
    long: {
      subject: 'Dit møde med {kommune} er aflyst',
      body: `Dit møde med {kommune}[ {tidligere}] er aflyst. Du skal ikke komme.
[Det handlede om: {type}.]

[Vil du have en ny tid, så ring på {telefon}.]

${end}`,
    },
    sms: '{kommune}: Dit møde[ {tidligere}] er aflyst. Du skal ikke komme.[ Ring {telefon}, hvis du vil have en ny.]',
  },
  proposed: {
    long: {
      subject: '{kommune} foreslår tider til et møde',
      body: `{kommune} vil gerne holde et møde med dig. Vælg en af tiderne:

{tider}

[Det handler om: {type}.]
[Vælg senest {svarsenest}. Efter det bliver tiderne givet til andre.]
[Vælg på din side: {link}]
[Har du ikke linket, så gå ind på {kodeside} med koden {kode} og dit telefonnummer eller din e-mail.]
[Du kan også ringe på {telefon} og sige koden {kode}. Så vælger vi sammen.]
Passer ingen af tiderne, så sig det samme sted.

${end}`,
    },
    sms: '{kommune} foreslår tider til et møde. Ring {telefon}[, og sig koden {kode},][ senest {svarsenest}].',
  },
  'proposal-withdrawn': {
    long: {
      subject: 'De foreslåede tider fra {kommune} gælder ikke længere',
      body: `De tider, som {kommune} foreslog dig, gælder ikke længere.

[Vil du have en ny tid, så ring på {telefon}.]

${end}`,
    },
    sms: '{kommune}: De foreslåede tider gælder ikke længere.[ Ring {telefon}, hvis du vil have en ny.]',
  },
  reminder: {
    long: {
      subject: 'Husk dit møde med {kommune}',
      body: `Husk dit møde med {kommune} {tid}.
[Det handler om: {type}.]
[Vi mødes {form}.]
[Sted: {sted}]

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Husk dit møde {tid}.',
  },
  'earlier-offered': {
    long: {
      subject: '{kommune} har en tidligere tid til dig',
      body: `Du kan komme tidligere: {tid}.
[Sig ja senest {svarsenest}. Efter det går tiden til den næste.]
Gør du ingenting, beholder du den tid, du har.

[Svar på din side: {link}]
${byPhone}

${end}`,
    },
    sms: '{kommune}: Du kan komme før: {tid}. Ring {telefon}[, kode {kode}][, senest {svarsenest}].',
  },
  'seat-offered': {
    long: {
      subject: '{kommune} har en plads til dig',
      body: `Der er blevet en plads til dig {tid}.
[Det handler om: {type}.]
[Sig ja senest {svarsenest}. Efter det går pladsen til den næste.]

[Svar på din side: {link}]
${byPhone}

${end}`,
    },
    sms: '{kommune}: En plads til dig {tid}. Ring {telefon}[, kode {kode}][, senest {svarsenest}].',
  },
  missed: {
    long: {
      subject: 'Dit møde med {kommune}',
      body: `Vi fik ikke talt sammen {tidligere}.

[Ring på {telefon}, så finder vi en ny tid.]
${hers}

${end}`,
    },
    sms: '{kommune}: Vi fik ikke talt sammen {tidligere}. Ring {telefon}, så finder vi en ny tid.',
  },
  agreed: {
    long: {
      subject: 'Efter dit møde med {kommune}',
      body: `Det, vi aftalte på mødet {tidligere}, kan du læse på din side.

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Det, vi aftalte på mødet {tidligere}, står på din side.[ Ring {telefon}, hvis du vil høre det.]',
  },
  along: {
    long: {
      subject: 'Et møde med {kommune}',
      body: `Du er bedt om at komme med til et møde med {kommune} {tid}.
[Vi mødes {form}.]
[Sted: {sted}]

Tal med den, der har bedt dig komme med, hvis du ikke kan, eller hvis tiden skal ændres.
${hers}

${end}`,
    },
    sms: '{kommune}: Kom med til et møde {tid}.[ Brug kode {kode} på vores mødeside][, eller ring {telefon}].',
  },
  'not-along': {
    long: {
      subject: 'Du skal ikke med til et møde med {kommune}',
      body: `Du skal ikke med til mødet med {kommune}[ {tidligere}] alligevel.
Dit link og din kode virker ikke længere.

Tal med den, der bad dig komme med, hvis du vil vide mere.

${end}`,
    },
    sms: '{kommune}: Du skal ikke med til mødet[ {tidligere}] alligevel.',
  },
  evaluate: {
    long: {
      subject: 'Efter dit møde med {kommune}',
      body: `Hvordan gik mødet {tidligere}?
Du kan svare på højst fem korte spørgsmål på din side. Ingen kan se, hvem der har svaret hvad.

${hers}

${end}`,
    },
    sms: '{kommune}: Hvordan gik mødet {tidligere}? Svar med få tryk på din side.',
  },
  invited: {
    long: {
      subject: '{kommune} inviterer dig til at booke en tid',
      body: `Du kan nu selv booke en tid hos {kommune}.
[Det handler om: {type}.]
[Book senest {svarsenest}.]

[Book her: {link}]
[Har du ikke linket, så gå ind på {kodeside} med koden {kode} og dit telefonnummer eller din e-mail.]
${byPhone}

${end}`,
    },
    sms: '{kommune}: Du kan nu booke en tid[, senest {svarsenest}].[ Brug kode {kode} på vores mødeside][, eller ring {telefon}].',
  },
};

/** Said at the end of every e-mail that is sent, whoever wrote the text: nobody reads answers to it. */
export const mailEnding = (phone: string | null) =>
  phone === null
    ? 'Ingen læser svar på denne e-mail.'
    : `Ingen læser svar på denne e-mail. Ring til os på ${phone}, hvis du vil os noget.`;

/** The same of an SMS; short, since an SMS is. `phone`: null where the text names it, or there is none. */
export const smsEnding = (phone: string | null) =>
  phone === null ? 'Svar ikke her.' : `Svar ikke her, ring ${phone}.`;
