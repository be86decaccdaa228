import { useEffect, useState } from 'preact/hooks';
import type { GuidePlace } from '../../call/client/guide/guide-place.ts';
import { followGuide } from '../../call/client/guide/guide-together.ts';
import type { RoomChannel } from '../../call/client/room-channel.ts';

/** Where the citizen stands, and the employee's way of showing her a step: both look at the same. */
export type CitizenGuide = {
  readonly place: GuidePlace;
  readonly show: (service: string, step: string | null) => void;
};

/** Null before her page has told where she is. */
export function useCitizenGuide(channel: RoomChannel | null): CitizenGuide | null {
  const [guide, setGuide] = useState<CitizenGuide | null>(null);
  useEffect(() => {
    if (!channel) return;
    const follower = followGuide({
      channel,
      // The desk draws the guide in its own voice.
      load: async () => null,
      onChange: () => {
        const { place } = follower.state();
        setGuide(place && { place, show: follower.show });
      },
    });
    return () => {
      follower.close();
      setGuide(null);
    };
  }, [channel]);
  return guide;
}
