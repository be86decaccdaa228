import { useLayoutEffect, useRef } from 'preact/hooks';

/** A picture of one track, without sound (sound has its own element, so that it never depends on a picture). */
export function VideoTile({
  track,
  label,
  mirrored = false,
}: {
  track: MediaStreamTrack;
  label: string;
  mirrored?: boolean;
}) {
  const element = useRef<HTMLVideoElement>(null);
  // Before the page is painted: a frame earlier, for the own picture and for the other's.
  useLayoutEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    void video.play().catch(() => {});
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={element}
      class={mirrored ? 'call-video call-video--mirrored' : 'call-video'}
      aria-label={label}
      muted
      autoplay
      playsinline
    />
  );
}
