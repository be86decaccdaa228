import { catalogue, type Messages } from '../../../kernel/language.ts';

/** What a tested line means for the talk; the page of the test itself has its own words. */
const da = {
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
export const weakLineTexts = catalogue({ da, en });
