/** The least page that holds a call: what the citizen's waiting room and the desk do, without queue and guide. */
import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CallForm, CallState } from '../../src/modules/call/client/call-types.ts';
import { createCall } from '../../src/modules/call/client/create-call.ts';
import { createLocalMedia } from '../../src/modules/call/client/devices.ts';
import { CallControls } from '../../src/modules/call/client/stage/call-controls.tsx';
import { CallStage } from '../../src/modules/call/client/stage/call-stage.tsx';
import { LineNotice } from '../../src/modules/call/client/stage/line-notice.tsx';
import { Mirror } from '../../src/modules/call/client/stage/mirror.tsx';
import { TextPane } from '../../src/modules/call/client/text/text-pane.tsx';
import { callTexts } from '../../src/modules/call/messages.ts';

type Given = { id: string; token: string; role: string; form: CallForm; ice?: RTCIceServer[] };
const given = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Given;
const media = createLocalMedia();
const lab = { media, states: [] as CallState[], notes: [] as unknown[], firstFrameAt: 0, admittedAt: 0 };
/** Every peer connection of the page, so that a check can break one as a driver would: the track lives, nothing is sent. */
const peers: RTCPeerConnection[] = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    peers.push(this);
  }
};
const cut = (on: boolean) => {
  const { track } = media.state().microphone;
  for (const peer of peers)
    for (const { sender, receiver } of peer.getTransceivers())
      if (receiver.track.kind === 'audio' && peer.connectionState === 'connected')
        void sender.replaceTrack(on ? null : track);
};
Object.assign(window, { lab: Object.assign(lab, { cut }) });

function Page() {
  const [state, setState] = useState<CallState | null>(null);
  const call = useMemo(
    () =>
      createCall({
        socketUrl: '/fjordby/samtale',
        participant: given,
        form: given.form,
        language: 'da',
        iceServers: given.ice ?? [],
        media,
        onChange: (next) => {
          lab.states.push(next);
          if (next.phase !== 'waiting' && next.phase !== 'connecting')
            lab.admittedAt ||= performance.timeOrigin + performance.now();
          setState(next);
        },
      }),
    [],
  );
  useEffect(() => {
    Object.assign(lab, { call });
    const topic = call.channel.open<unknown>({
      name: 'lab',
      lane: 'bulk',
      read: (json) => json,
      onMessage: (_from, note) => lab.notes.push(note),
    });
    Object.assign(lab, { note: (value: unknown) => topic.send(value) });
    void media.start({ microphone: given.form !== 'text', camera: given.form === 'video' });
  }, [call]);
  useEffect(() => {
    const video = document.querySelector<HTMLVideoElement>('.call-tile-picture video');
    video?.requestVideoFrameCallback?.(() => {
      lab.firstFrameAt ||= performance.timeOrigin + performance.now();
    });
  });
  if (!state) return null;
  const texts = callTexts('da');
  return (
    <main>
      <h1>{texts.controls.name}</h1>
      <p id="phase" data-phase={state.phase} data-by={state.endedBy}>
        {texts.phase[state.phase]}
      </p>
      {state.phase === 'elsewhere' ? (
        <button type="button" onClick={call.actions.takeOver}>
          {texts.takeOver}
        </button>
      ) : null}
      {state.phase === 'waiting' ? <Mirror media={media} form={given.form} language="da" /> : null}
      <LineNotice call={call} state={state} language="da" />
      {state.other ? <CallStage call={call} state={state} media={media} form={given.form} language="da" /> : null}
      <CallControls call={call} state={state} media={media} language="da" writing onWrite={() => {}} />
      <TextPane call={call} state={state} language="da" />
    </main>
  );
}
render(<Page />, document.body);
