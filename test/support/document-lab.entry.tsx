/** Two sides of the table in one document, without a call between them: what would travel can be read. */
import { render } from 'preact';
import type { Call, CallState } from '../../src/modules/call/client/call-types.ts';
import { DocumentsPanel } from '../../src/modules/call/client/documents/documents-panel.tsx';
import { channelsFor, personOf } from '../../src/modules/call/client/testing/channel-pair.ts';

const citizen = personOf(1, 'citizen', { name: 'Vita' });
const employee = personOf(2, 'employee', { name: 'Mette' });
const { channels, wire } = channelsFor(citizen, employee);

function sideOf(index: 0 | 1) {
  const [me, other] = index === 0 ? [citizen, employee] : [employee, citizen];
  const state = {
    phase: 'live',
    me: { who: me.who, role: me.role, identity: me.identity },
    people: [other],
    known: [other],
    other,
  } as unknown as CallState;
  const call = { state: () => state, channel: channels[index] } as unknown as Call;
  return { call, state, language: 'da', base: '/fjordby', participant: { id: 'lab', token: 'lab' } } as const;
}

render(
  <main>
    <h1>To sider af bordet</h1>
    <div id="citizen">
      <DocumentsPanel {...sideOf(0)} />
    </div>
    <div id="employee">
      <DocumentsPanel {...sideOf(1)} />
    </div>
  </main>,
  document.body,
);
Object.assign(window, { lab: { wire } });
