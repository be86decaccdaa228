import { catalogue } from '../../../kernel/language.ts';
import type { Channel } from './entrance.ts';

type Words = {
  /** As it stands after the heading. */
  readonly ways: Readonly<Record<Channel, string>>;
  readonly waysHeading: string;
  readonly recommended: string;
};

/** Apart from the editors' words: a citizen's page is small. */
const da: Words = {
  ways: {
    'self-service': 'på nettet',
    'digital-post': 'med Digital Post',
    'e-mail': 'på e-mail',
    'web-form': 'med en formular på nettet',
    phone: 'på telefon',
    video: 'på video',
    personal: 'i Borgerservice',
    letter: 'med brev',
    'social-media': 'på sociale medier',
    system: 'gennem et andet system',
    volunteer: 'sammen med en frivillig',
    kiosk: 'ved en skærm hos os',
  },
  waysHeading: 'Sådan kan du gøre det:',
  recommended: 'anbefales',
};

const en: Words = {
  ways: {
    'self-service': 'online',
    'digital-post': 'with Digital Post',
    'e-mail': 'by e-mail',
    'web-form': 'with an online form',
    phone: 'by phone',
    video: 'by video',
    personal: 'at citizen service',
    letter: 'by letter',
    'social-media': 'on social media',
    system: 'through another system',
    volunteer: 'together with a volunteer',
    kiosk: 'at a screen in our building',
  },
  waysHeading: 'How you can do it:',
  recommended: 'recommended',
};

export const waysWords = catalogue({ da, en });
