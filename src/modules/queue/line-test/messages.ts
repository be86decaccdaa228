import { catalogue, type Messages } from '../../../kernel/language.ts';

const da = {
  title: 'Prøv dit udstyr',
  lead: 'Se, om mikrofon, kamera og forbindelse virker, før du skal tale med os. Det tager et halvt minut. Ingen ser eller hører dig.',
  begin: 'Begynd prøven',
  again: 'Prøv igen',
  noScript: 'Prøven virker kun med JavaScript slået til. Du kan altid ringe i stedet.',
  link: 'Prøv dit udstyr først',
  working: 'Prøver …',
  device: 'Din enhed',
  line: 'Din forbindelse',
  browser: {
    name: 'Browser',
    ok: 'Kan bruges',
    bad: 'Browseren kan ikke tale eller vise billede. Prøv en nyere, eller skriv.',
  },
  microphone: { name: 'Mikrofon', ok: 'Virker', bad: 'Vi fik ikke lov, eller fandt ingen. Du kan skrive i stedet.' },
  camera: { name: 'Kamera', ok: 'Virker', bad: 'Vi fik ikke lov, eller fandt intet. Du kan tale uden billede.' },
  speaker: {
    name: 'Højttaler',
    play: 'Spil en tone',
    ask: 'Kunne du høre tonen?',
    yes: 'Ja',
    no: 'Nej',
    ok: 'Du kunne høre tonen',
    bad: 'Skru op for lyden, eller prøv et headset.',
  },
  server: { name: 'Vej til kommunen', ok: 'Virker', bad: 'Vi kan ikke nå kommunen fra dette netværk.' },
  way: {
    name: 'Vej for lyd og billede',
    ok: 'Virker',
    bad: 'Netværket lukker måske for lyd og billede. Du kan stadig skrive.',
  },
  speed: {
    name: 'Hastighed',
    said: (down: string, up: string, ms: string) => `${down} ned og ${up} op, ${ms} frem og tilbage`,
    unknown: 'Kunne ikke måles',
  },
  mode: {
    video: 'Din forbindelse er god nok til lyd og billede.',
    voice: 'Din forbindelse er god nok til lyd. Billede kan blive hakkende.',
    text: 'Din forbindelse er svag. Skriv sammen med os, eller ring.',
  },
  report: 'Hent resultatet som tekst',
  reportHint: 'Du kan give det til den, der hjælper dig. Der står intet om, hvem du er.',
  reportName: 'proeve-af-udstyr.txt',
  weak: {
    voice:
      'Din forbindelse er svag lige nu. Vi begynder uden dit billede, så lyden kommer igennem. Du kan tænde kameraet bagefter.',
    text: 'Din forbindelse er meget svag lige nu. Vi begynder med at skrive. Du kan tænde mikrofonen, hvis det bliver bedre.',
  },
  desk: {
    video: '',
    voice: 'Svag forbindelse: begynder uden billede',
    text: 'Meget svag forbindelse: begynder med tekst',
  },
};
const en: Messages<typeof da> = {
  title: 'Try your equipment',
  lead: 'See whether microphone, camera and connection work before you talk to us. It takes half a minute. Nobody sees or hears you.',
  begin: 'Begin the test',
  again: 'Try again',
  noScript: 'The test needs JavaScript. You can always call instead.',
  link: 'Try your equipment first',
  working: 'Trying …',
  device: 'Your device',
  line: 'Your connection',
  browser: {
    name: 'Browser',
    ok: 'Can be used',
    bad: 'The browser cannot speak or show a picture. Try a newer one, or write.',
  },
  microphone: { name: 'Microphone', ok: 'Works', bad: 'We were not allowed, or found none. You can write instead.' },
  camera: { name: 'Camera', ok: 'Works', bad: 'We were not allowed, or found none. You can speak without a picture.' },
  speaker: {
    name: 'Loudspeaker',
    play: 'Play a tone',
    ask: 'Could you hear the tone?',
    yes: 'Yes',
    no: 'No',
    ok: 'You could hear the tone',
    bad: 'Turn the sound up, or try a headset.',
  },
  server: { name: 'Way to the municipality', ok: 'Works', bad: 'We cannot reach the municipality from this network.' },
  way: {
    name: 'Way for sound and picture',
    ok: 'Works',
    bad: 'The network may close for sound and picture. You can still write.',
  },
  speed: {
    name: 'Speed',
    said: (down, up, ms) => `${down} down and ${up} up, ${ms} there and back`,
    unknown: 'Could not be measured',
  },
  mode: {
    video: 'Your connection is good enough for sound and picture.',
    voice: 'Your connection is good enough for sound. The picture may stutter.',
    text: 'Your connection is weak. Write with us, or call.',
  },
  report: 'Fetch the result as text',
  reportHint: 'You can give it to whoever helps you. It says nothing of who you are.',
  reportName: 'equipment-test.txt',
  weak: {
    voice:
      'Your connection is weak just now. We begin without your picture so that sound comes through. You can switch the camera on later.',
    text: 'Your connection is very weak just now. We begin in writing. You can switch the microphone on if it gets better.',
  },
  desk: {
    video: '',
    voice: 'Weak connection: begins without picture',
    text: 'Very weak connection: begins in writing',
  },
};
export const lineTestTexts = catalogue({ da, en });
