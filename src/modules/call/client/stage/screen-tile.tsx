import { useRef } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import { VideoTile } from './video-tile.tsx';

/** A screen that somebody shows, as wide as there is room for. */
export function ScreenTile({ screen, name, language }: { screen: MediaStream; name: string; language: Language }) {
  const texts = callTexts(language).stage;
  const box = useRef<HTMLLIElement>(null);
  const [track] = screen.getVideoTracks();
  if (!track) return null;
  const label = texts.screenOf(name);
  return (
    <li ref={box} class="call-tile call-tile--screen" aria-label={label}>
      <div class="call-tile-picture">
        <VideoTile track={track} label={label} />
      </div>
      <div class="call-tile-words">
        <p class="call-tile-name">
          <strong>{label}</strong>
        </p>
      </div>
      {/* An iPhone shows no page of ours on its whole screen. */}
      {document.fullscreenEnabled ? (
        <button
          type="button"
          class="call-tile-size"
          aria-label={texts.of(texts.fullScreen, label)}
          onClick={() => void box.current?.querySelector('video')?.requestFullscreen()}
        >
          {texts.fullScreen}
        </button>
      ) : null}
    </li>
  );
}
