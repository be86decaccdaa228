export const da = {
  name: 'Tryghedsord',
  words: 'Tryghedsord:',
  waiting: 'Vi finder jeres tryghedsord.',
  changed: 'Nye tryghedsord, fordi nogen kom eller gik, eller linjen begyndte forfra.',
  broken: 'Vi kan ikke se, at der kun er jer i samtalen. Sig ikke noget fortroligt. Læg på, og begynd forfra.',
  what: 'Hvad er det?',
  read: 'Læs de tre ord højt for hinanden. Er de ens hos alle, er der kun jer i samtalen. Heller ikke kommunens server kan se eller høre med.',
  differ: 'Er de ikke ens? Sig ikke noget fortroligt. Læg på, og begynd forfra. Sker det igen, så ring til kommunen.',
};
