/** The least page that holds a written conversation with captions: text and captions of the real call, without sound and picture. */
import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CallState } from '../../src/modules/call/client/call-types.ts';
import { CaptionBox } from '../../src/modules/call/client/captions/caption-box.tsx';
import { CaptionPanel } from '../../src/modules/call/client/captions/caption-panel.tsx';
import { captionsOf } from '../../src/modules/call/client/captions/use-captions.ts';
import { createCall } from '../../src/modules/call/client/create-call.ts';
import { createLocalMedia } from '../../src/modules/call/client/devices.ts';
import { TextPane } from '../../src/modules/call/client/text/text-pane.tsx';

const given = JSON.parse(decodeURIComponent(location.hash.slice(1))) as { id: string; token: string };
const media = createLocalMedia();

function Page() {
  const [state, setState] = useState<CallState | null>(null);
  const call = useMemo(
    () =>
      createCall({
        socketUrl: '/fjordby/samtale',
        participant: given,
        form: 'text',
        language: 'da',
        iceServers: [],
        media,
        onChange: setState,
      }),
    [],
  );
  useEffect(() => {
    Object.assign(window, { lab: { call, captions: captionsOf(call) } });
    setState(call.state());
  }, [call]);
  if (!state) return null;
  return (
    <main>
      <h1>Samtalen</h1>
      <p id="phase">{state.phase}</p>
      <CaptionBox call={call} state={state} language="da" />
      <TextPane call={call} state={state} language="da" />
      <CaptionPanel call={call} state={state} language="da" />
    </main>
  );
}
render(<Page />, document.body);
