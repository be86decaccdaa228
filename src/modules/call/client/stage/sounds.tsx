import { useEffect, useRef } from 'preact/hooks';
import type { Who } from '../../protocol.ts';
import type { Call, Person } from '../call-types.ts';

/** Everybody's sound, whoever is seen: an element for each, so that nobody's depends on a picture. */
export function Sounds({ call, people }: { call: Call; people: readonly Person[] }) {
  return (
    <>{people.map(({ who, remote }) => (remote ? <Sound key={who} call={call} who={who} remote={remote} /> : null))}</>
  );
}

function Sound({ call, who, remote }: { call: Call; who: Who; remote: MediaStream }) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = remote;
    const play = () => audio.play();
    play().then(
      () => call.soundBlocked(who, null),
      (error: Error) => error.name === 'NotAllowedError' && call.soundBlocked(who, play),
    );
    return () => {
      audio.srcObject = null;
    };
  }, [call, who, remote]);
  // biome-ignore lint/a11y/useMediaCaption: a live voice; its text is the text pane beside it.
  return <audio ref={element} autoplay />;
}
