import type { Role } from '../role.ts';

/** The people of the demonstration. They do not exist, and neither does their municipality. */
export type DemoEmployee = {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly municipality: string;
};

export const demoEmployees: readonly DemoEmployee[] = [
  { subject: 'mette', name: 'Mette Medarbejder', role: 'employee', municipality: 'fjordby' },
  { subject: 'ali', name: 'Ali Medarbejder', role: 'employee', municipality: 'fjordby' },
  { subject: 'rita', name: 'Rita Redaktør', role: 'editor', municipality: 'fjordby' },
  { subject: 'birgit', name: 'Birgit Redaktør', role: 'editor', municipality: 'fjordby' },
  { subject: 'nanna', name: 'Nanna National', role: 'national-editor', municipality: 'fjordby' },
  { subject: 'niels', name: 'Niels National', role: 'national-editor', municipality: 'fjordby' },
  { subject: 'lone', name: 'Lone Leder', role: 'leader', municipality: 'fjordby' },
  { subject: 'adam', name: 'Adam Administrator', role: 'administrator', municipality: 'fjordby' },
  { subject: 'hanne', name: 'Hanne Medarbejder', role: 'employee', municipality: 'hedelund' },
  { subject: 'erik', name: 'Erik Redaktør', role: 'editor', municipality: 'hedelund' },
  { subject: 'sara', name: 'Sara Redaktør', role: 'editor', municipality: 'hedelund' },
];
