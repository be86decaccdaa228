import type { HelpForm } from '../../db/index.ts';
import type { House } from '../../platform/index.ts';
import {
  anythingCounted,
  type Block,
  blockAt,
  blockBefore,
  type ContactKind,
  type ContactOutcome,
  countAnswers,
  countContacts,
  noTask,
  publishFigures,
  type Question,
  questionOrder,
  questions,
  type Tally,
} from '../contact/index.ts';
import type { Municipality } from '../tenancy/index.ts';

/** Weights of what is drawn; how likely each is beside the others. */
type Weights<Value extends string> = readonly (readonly [Value, number])[];

const tasks: Weights<string> = [
  ['mitid', 30],
  ['pas', 17],
  ['flytning', 14],
  ['digital-post', 12],
  ['koerekort', 9],
  ['sundhedskort', 7],
  ['folkepension', 6],
  ['su', 5],
  [noTask, 8],
];
const forms: Weights<HelpForm> = [
  ['video', 46],
  ['voice', 33],
  ['text', 21],
];
const kinds: Weights<ContactKind> = [
  ['help-to-self-service', 62],
  ['information', 18],
  ['transaction', 11],
  ['case-status', 6],
  ['misdirected', 3],
];
const answers: { readonly [Name in Question]: readonly number[] } = {
  solved: [74, 17, 9],
  ease: [2, 3, 5, 10, 22, 33, 25],
  expressed: [2, 5, 13, 34, 46],
  media: [88, 12],
  next: [52, 16, 12, 20],
};
/** Minutes; the upper end of what is drawn evenly within. */
const waits: Weights<string> = [
  ['2', 38],
  ['5', 30],
  ['10', 20],
  ['20', 9],
  ['40', 3],
];

const periods = 3;
const contactsInFirst = 320;
/** Each period is a little busier and a little better at it than the one before. */
const growth = 45;

/**
 * Fills the finished periods before this one with invented figures, so that a demonstration's leader page is alive. Goes the
 * same way as real ones, once, for a demonstration municipality where nothing has been counted. How long conversations took is left
 * out: the waiting room must not promise a citizen what nobody has measured.
 */
export async function seedDemonstrationFigures(
  house: Pick<House, 'database' | 'clock'>,
  municipality: Municipality,
): Promise<void> {
  if (!municipality.demonstration) return;
  await house.database.inMunicipality(municipality.id, async () => {
    if (await anythingCounted()) return;
    const blocks: Block[] = [];
    for (let block = blockBefore(blockAt(house.clock.now())); blocks.length < periods; block = blockBefore(block))
      blocks.unshift(block);
    const draw = drawer(20_261_121);
    for (const [age, block] of blocks.entries()) {
      const count = contactsInFirst + age * growth;
      await countContacts(Array.from({ length: count }, () => inventedContact(block, age, draw)));
      const people = Math.round(count * 0.38);
      await countAnswers(dayIn(block), inventedAnswers(people, draw), people);
      await untilShown(block, age, draw);
    }
  });
}

/** A look that would reveal somebody waits for one more, invented or not. */
async function untilShown(block: Block, age: number, draw: Draw): Promise<void> {
  for (;;) {
    const { total, answers: told } = await publishFigures(block);
    const waiting = told.questions.filter(({ answered }) => answered === null).map(({ question }) => question);
    if (total === null) await countContacts([inventedContact(block, age, draw)]);
    if (waiting.length > 0)
      await countAnswers(
        dayIn(block),
        waiting.map((question) => ({ question, answer: draw(weightsOf(question)), times: 1 })),
        0,
      );
    if (total !== null && waiting.length === 0) return;
  }
}

type Draw = <Value extends string>(weights: Weights<Value>) => Value;

function inventedContact(block: Block, age: number, draw: Draw): Tally {
  const outcomes: Weights<ContactOutcome> = [
    ['together', 50 + age * 4],
    ['self', 17 + age],
    ['other-way', 14],
    ['unsolved', 12 - age],
    ['left', 6],
    ['unrecorded', 1],
  ];
  const form = draw(forms);
  return {
    times: 1,
    contact: {
      now: dayIn(block),
      channel: form,
      form,
      task: draw(tasks),
      kind: draw(kinds),
      outcome: draw(outcomes),
      waitSeconds: (Number(draw(waits)) - 1) * 60,
      handlingSeconds: null,
    },
  };
}

function inventedAnswers(people: number, draw: Draw): Parameters<typeof countAnswers>[1] {
  return questionOrder.flatMap((question, place) => {
    const weights = weightsOf(question);
    const counts = new Map<string, number>();
    // Each further question is answered by somewhat fewer.
    for (let person = 0; person < people - place * 12; person += 1) {
      const answer = draw(weights);
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
    }
    return [...counts].map(([answer, times]) => ({ question, answer, times }));
  });
}

const weightsOf = (question: Question): Weights<string> =>
  questions[question].map((answer, index) => [answer, answers[question][index] ?? 0]);

/** All in the block's first week: which week it was is never shown, and fewer counters are sooner filled. */
const dayIn = (block: Block): Date => new Date(`${block.first}T10:00:00Z`);

/** Draws the same again and again (Park and Miller's generator), so that two demonstrations show the same figures. */
function drawer(seed: number): Draw {
  let state = seed;
  return (weights) => {
    state = (state * 48_271) % 2_147_483_647;
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    let left = (state / 2_147_483_647) * total;
    for (const [value, weight] of weights) {
      left -= weight;
      if (left < 0) return value;
    }
    throw new Error('unreachable');
  };
}
