import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { scriptedCaptions, writtenCaptions } from '../../captions/caption-source.ts';
import type { PersonView } from '../../protocol.ts';
import type { Call, CallState } from '../call-types.ts';
import { channelsFor, personOf } from '../testing/channel-pair.ts';
import { CaptionBox } from './caption-box.tsx';
import { CaptionPanel } from './caption-panel.tsx';
import { captionsOf } from './use-captions.ts';

const settled = async () => {
  for (let at = 0; at < 3; at += 1) await new Promise((resolve) => setTimeout(resolve, 0));
};
const people = [
  personOf(1, 'citizen'),
  personOf(2, 'employee', { name: 'Kim' }),
  personOf(3, 'interpreter', { name: 'Ole' }),
] as const;

/** The three pages; of the state only what captions read. */
async function room() {
  const { channels } = channelsFor(...people);
  const pages = channels.map((channel, at) => {
    const me = people[at] as PersonView;
    const others = people.filter((one) => one !== me);
    const state = { phase: 'live', me, people: others, known: others } as unknown as CallState;
    const call = { channel, state: () => state } as unknown as Call;
    return {
      captions: captionsOf(call),
      box: () => render(<CaptionBox call={call} state={state} language="da" />),
      panel: () => render(<CaptionPanel call={call} state={state} language="da" />),
    };
  });
  const [citizen, employee, ole] = pages;
  if (!citizen || !employee || !ole) throw new Error('pages');
  await settled();
  return { citizen, employee, ole };
}
const words = (html: string) => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

describe('captions on the page', () => {
  test('name the speaker and whoever writes them, and are read again in the panel', async () => {
    const { citizen, employee, ole } = await room();
    const written = writtenCaptions('');
    ole.captions.begin(written.source);
    written.write('Har du <b>dit</b> pas', 2);
    await settled();
    expect(citizen.box()).toContain('data-lines="2"');
    expect(words(citizen.box())).toContain('Medarbejder Kim: Har du &lt;b>dit&lt;/b> pas');
    expect(words(citizen.panel())).toContain('Tolk Ole skriver undertekster. De går kun mellem jer.');
    expect(words(citizen.panel())).toContain('Medarbejder Kim: Har du');
    expect(words(employee.box())).toContain('Dig: Har du');
    expect(words(ole.panel())).toContain('Du skriver undertekster til de andre.');
  });

  test('only who may write them is offered to', async () => {
    const { citizen, ole } = await room();
    expect(words(citizen.panel())).not.toContain('Skriv undertekster');
    expect(words(ole.panel())).toContain('Skriv undertekster');
  });

  test('from outside: everybody is told what it ends before it begins, and while it lasts', async () => {
    const { citizen, employee, ole } = await room();
    employee.captions.begin(
      scriptedCaptions({ place: 'outside', maker: 'kommunens talegenkendelse' }, [], () => () => {}),
    );
    await settled();
    expect(words(citizen.box())).toContain('samtalen er ikke længere kun mellem jer');
    expect(words(citizen.box())).toContain('Ja, slå undertekster til');
    expect(citizen.box()).toContain('data-outside="asks"');
    citizen.captions.answer('yes');
    ole.captions.answer('yes');
    await settled();
    for (const page of [citizen, employee, ole]) {
      expect(page.box()).toContain('data-outside="on"');
      expect(words(page.box())).toContain('Det, I siger, sendes ud af jeres browsere');
      expect(words(page.box())).toContain('Stop undertekster udefra');
    }
    ole.captions.answer('no');
    await settled();
    expect(words(citizen.box())).toContain('En har sagt nej');
  });
});
