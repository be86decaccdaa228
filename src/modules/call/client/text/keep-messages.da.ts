/** Words of whether the text is kept: asked when there is a line, so they come later than the rest. */
export const da = {
  heading: 'Skal teksten gemmes?',
  gone: 'Teksten er væk, når samtalen er slut. Den kan kun hentes som fil, hvis alle siger ja.',
  ask: 'Spørg, om teksten må gemmes',
  nobody: 'Du kan spørge, når I er forbundet direkte.',
  asks: (who: string) => `${who} spørger: Må teksten gemmes? Siger alle ja, kan I hver især hente den som fil.`,
  yes: 'Ja, den må gemmes',
  no: 'Nej',
  waits: (who: string) => `Du har sagt ja. Vi venter på svar fra ${who}.`,
  refused: (who: string) => `${who} har sagt nej. Teksten bliver ikke gemt.`,
  youRefused: 'Du har sagt nej. Teksten bliver ikke gemt.',
  agreed: 'Alle har sagt ja. Teksten kan hentes, så længe ingen fortryder.',
  omitted: 'Linjer fra dem, der gik uden at svare, er ikke med.',
  withdraw: 'Fortryd mit ja',
  change: 'Sig ja alligevel',
  fetch: 'Hent teksten som fil',
  file: 'samtale.txt',
};
