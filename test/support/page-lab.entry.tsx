/** Both sides of showing a page, in one document and without a call between them: what would travel can be read. */
import { render } from 'preact';
import type { Call, CallState } from '../../src/modules/call/client/call-types.ts';
import { PagePanel } from '../../src/modules/call/client/page/page-panel.tsx';
import { channelsFor, personOf } from '../../src/modules/call/client/testing/channel-pair.ts';

const citizen = personOf(1, 'citizen', { name: 'Vita' });
const employee = personOf(2, 'employee', { name: 'Mette' });
const { channels, wire, leave } = channelsFor(citizen, employee);

function sideOf(index: 0 | 1): { readonly call: Call; readonly state: CallState } {
  const [me, other] = index === 0 ? [citizen, employee] : [employee, citizen];
  const channel = channels[index];
  const person = { ...other, screen: null };
  const state = {
    phase: 'live',
    me: { who: me.who, role: me.role, identity: me.identity },
    people: [person],
    other: person,
    sharing: false,
  } as unknown as CallState;
  const call = { state: () => state, channel, actions: { shareScreen: async () => false } } as unknown as Call;
  return { call, state };
}

const heard: string[] = [];
render(
  <>
    <main id="citizen">
      <PagePanel
        {...sideOf(0)}
        language="da"
        base="/fjordby"
        start="/fjordby/side"
        onWanted={() => heard.push('wanted')}
      />
    </main>
    <main id="employee">
      <PagePanel {...sideOf(1)} language="da" base="/fjordby" />
    </main>
  </>,
  document.body,
);
Object.assign(window, { lab: { wire, heard, leave, channels } });
