import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en = {
  title: 'Languages',
  lead: 'A guide can be read in more languages than Danish and English. Here you write the words around the text. The text itself is translated with the guide.',
  none: 'There are no other languages yet.',
  table: 'Languages',
  columns: { name: 'Language', labels: 'Words of the page', services: 'Guides' },
  labelsDone: (done, all) => `${done} of ${all}`,
  servicesDone: (done, begun) => (begun === 0 ? 'None yet' : `${done} whole, ${begun - done} begun`),
  add: 'Add a language',
  code: 'The language’s code',
  codeHint: 'Two or three small letters, such as ar for Arabic or uk for Ukrainian.',
  name: 'Its own name',
  nameHint: 'As those who speak it write it.',
  addButton: 'Add',
  save: 'Save the words',
  saved: 'Saved. The pages show it now.',
  page: (name) => `Language: ${name}`,
  labels: 'Words around the text',
  labelsLead: 'Above each box stand the words in Danish. Where a box is empty, the page shows the Danish words.',
  holds: (places) => `Keep ${places}: something is set in there.`,
  coverage: 'How far are the guides?',
  coverageLead:
    'A page offers the language once the guide’s title is translated. What is missing stands in Danish, and the page says so.',
  coverageColumns: { service: 'Guide', state: 'Translated', open: 'See it' },
  whole: 'Whole',
  part: (done, all) => `${done} of ${all} texts`,
  untouched: 'Not begun',
  translate: 'Translate',
  read: 'Read the page',
  howTo:
    'To begin a translation: open the guide, choose to edit the whole text, and write the title in the language under YAML. Every field then has a box for it.',
  readOnly: 'Only the common editors can change this.',
  overtaken: 'Somebody else saved meanwhile. Here is what stands now. Write yours again, and save.',
  faults: {
    code: 'Write the language’s code, such as ar. Danish and English are there already.',
    name: 'Write the language’s own name, at most 60 characters.',
    long: 'Write at most 300 characters.',
    places: 'Keep what stands in { }, and write nothing else in { }.',
    taken: 'The language is there already. Choose it from the list.',
  },
} satisfies Messages<typeof da>;
