import type { Messages } from '../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  skip: 'Go to the content',
  languages: 'Language',
  service: 'Help with self-service',
  frontPage: 'Front page',
  demonstration: (name: string) => `Demonstration. ${name} does not exist.`,
  footer: 'About this site',
  accessibility: 'Accessibility statement',
  privacy: 'How we look after your data',
  staffLogin: 'For employees',
  staffMenu: 'Employee menu',
  desk: 'Counter',
  leader: 'Leaders',
  editor: 'Editors',
  administration: 'Administration',
  logOut: 'Log out',
  errorHeading: (count: number) => (count === 1 ? 'Put one thing right' : `Put ${count} things right`),
  info: 'For your information',
  warning: 'Please note',
  success: 'Done',
  error: 'Something went wrong',
  errorPrefix: 'Correct this: ',
};
