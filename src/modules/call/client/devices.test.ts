import { describe, expect, test } from 'vitest';
import { createLocalMedia, levelOf, problemOf } from './devices.ts';

class Track extends EventTarget {
  enabled = true;
  muted = false;
  stopped = false;
  readonly kind: 'audio' | 'video';
  constructor(kind: 'audio' | 'video') {
    super();
    this.kind = kind;
  }
  stop(): void {
    this.stopped = true;
  }
}
type Wish = { audio?: unknown; video?: unknown };

/** A browser with these devices: what each answers when it is asked for, alone or with the other. */
function browser(answers: { audio?: string; video?: string }) {
  const asked: string[] = [];
  const getUserMedia = async (wish: Wish) => {
    const kinds = (['audio', 'video'] as const).filter((kind) => wish[kind]);
    asked.push(kinds.join('+'));
    for (const kind of kinds) if (answers[kind]) throw Object.assign(new Error('no'), { name: answers[kind] });
    const tracks = kinds.map((kind) => new Track(kind));
    return { getTracks: () => tracks };
  };
  return { media: createLocalMedia({ getUserMedia, enumerateDevices: async () => [] } as never), asked };
}

describe('what fails is told apart, and one goes on with what there is', () => {
  test('both work: asked once', async () => {
    const { media, asked } = browser({});
    await media.start({ microphone: true, camera: true });
    expect(asked).toEqual(['audio+video']);
    expect(media.state().microphone.track).not.toBeNull();
    expect(media.state().camera.track).not.toBeNull();
  });
  for (const [name, problem] of [
    ['NotFoundError', 'absent'],
    ['NotReadableError', 'busy'],
    ['OverconstrainedError', 'absent'],
  ] as const)
    test(`a camera that answers ${name} leaves the microphone`, async () => {
      const { media } = browser({ video: name });
      await media.start({ microphone: true, camera: true });
      expect(media.state().microphone.track).not.toBeNull();
      expect(media.state().camera).toMatchObject({ track: null, problem });
    });
  test('a refusal of both is not asked about again', async () => {
    const { media, asked } = browser({ audio: 'NotAllowedError', video: 'NotAllowedError' });
    await media.start({ microphone: true, camera: true });
    expect(asked).toEqual(['audio+video']);
    expect([media.state().microphone.problem, media.state().camera.problem]).toEqual(['refused', 'refused']);
  });
  test('a page that is not secure has no devices at all', async () => {
    const media = createLocalMedia({} as never);
    await media.start({ microphone: true, camera: true });
    expect(media.state().microphone.problem).toBe('insecure');
    expect(problemOf({ name: 'SecurityError' })).toBe('insecure');
  });
});

describe('afterwards', () => {
  test('off keeps the microphone and lets the camera go', async () => {
    const { media } = browser({});
    await media.start({ microphone: true, camera: true });
    const [microphone, camera] = [media.state().microphone.track, media.state().camera.track as unknown as Track];
    await media.setMicrophone(false);
    await media.setCamera(false);
    expect(media.state().microphone.track).toBe(microphone);
    expect(microphone?.enabled).toBe(false);
    expect([camera.stopped, media.state().camera.track]).toEqual([true, null]);
    await media.setMicrophone(true);
    expect(microphone?.enabled).toBe(true);
  });
  test('a device that ends or is kept back is told, and can be had again', async () => {
    const { media } = browser({});
    let told = 0;
    media.subscribe(() => {
      told += 1;
    });
    await media.start({ microphone: true, camera: false });
    const track = media.state().microphone.track as unknown as Track;
    track.muted = true;
    track.dispatchEvent(new Event('mute'));
    expect(media.state().microphone.interrupted).toBe(true);
    const before = told;
    track.dispatchEvent(new Event('ended'));
    expect(media.state().microphone).toMatchObject({ track: null, ended: true, wanted: true });
    expect(told).toBe(before + 1);
    await media.renew('microphone');
    expect(media.state().microphone).toMatchObject({ ended: false, problem: null });
    expect(media.state().microphone.track).not.toBeNull();
  });
  test('a camera that is switched off while the browser asks stays dark', async () => {
    const { media } = browser({});
    const starting = media.start({ microphone: true, camera: true });
    await media.setCamera(false);
    await starting;
    expect(media.state().camera).toMatchObject({ track: null, wanted: false, problem: null });
    expect(media.state().microphone.track).not.toBeNull();
    await media.setCamera(true);
    expect(media.state().camera.track).not.toBeNull();
  });
  test('what comes after the page is left is stopped at once', async () => {
    const { media } = browser({});
    const starting = media.start({ microphone: true, camera: false });
    media.stop();
    await starting;
    expect(media.state().microphone.track).toBeNull();
  });
});

test('the bar follows the ear: nothing, speech, full', () => {
  expect(levelOf(0)).toBe(0);
  expect(levelOf(0.03)).toBeGreaterThan(0.5);
  expect(levelOf(1)).toBe(1);
});

describe('a picture that is changed before anybody gets it', () => {
  const transformed = () => {
    const made: { from: unknown; track: Track; closed: boolean }[] = [];
    return {
      made,
      transform: (camera: MediaStreamTrack) => {
        const one = { from: camera, track: new Track('video'), closed: false };
        made.push(one);
        return {
          track: one.track as unknown as MediaStreamTrack,
          close: () => {
            one.closed = true;
          },
        };
      },
    };
  };

  test('is all that anybody is given, from the first moment, and the camera itself goes dark with it', async () => {
    const { media } = browser({});
    const { made, transform } = transformed();
    media.setTransform(transform);
    await media.start({ microphone: true, camera: true });
    expect(media.state().camera.track).toBe(made[0]?.track);
    await media.setCamera(false);
    expect(media.state().camera.track).toBeNull();
    expect(made[0]).toMatchObject({ closed: true, from: { stopped: true } });
  });

  test('can be switched on and off while the camera goes on; one that is pulled out is told', async () => {
    const { media } = browser({});
    const { made, transform } = transformed();
    await media.start({ microphone: false, camera: true });
    const camera = media.state().camera.track as unknown as Track;
    media.setTransform(transform);
    expect(media.state().camera.track).toBe(made[0]?.track);
    expect(camera.stopped).toBe(false);
    media.setTransform(null);
    expect(media.state().camera.track).toBe(camera);
    expect(made[0]?.closed).toBe(true);
    media.setTransform(transform);
    camera.dispatchEvent(new Event('ended'));
    expect(media.state().camera).toMatchObject({ track: null, ended: true });
    expect(made[1]?.closed).toBe(true);
  });
});

describe('a camera for hands', () => {
  class Camera extends EventTarget {
    readonly kind = 'video';
    enabled = true;
    muted = false;
    contentHint = '';
    readonly asked: MediaTrackConstraints[] = [];
    stop(): void {}
    async applyConstraints(wish: MediaTrackConstraints): Promise<void> {
      this.asked.push(wish);
      throw Object.assign(new Error('no'), { name: 'OverconstrainedError' });
    }
  }
  const rate = (wish: unknown): number => ((wish as MediaTrackConstraints).frameRate as { max: number }).max;

  test('chosen before the call it is asked for 30 frames at once', async () => {
    const wishes: { video?: unknown }[] = [];
    const camera = new Camera();
    const media = createLocalMedia({
      getUserMedia: async (wish: { video?: unknown }) => {
        wishes.push(wish);
        return { getTracks: () => [camera] };
      },
    } as never);
    media.setSigning(true);
    await media.start({ microphone: false, camera: true });
    expect(rate(wishes[0]?.video)).toBe(30);
    expect(camera.contentHint).toBe('motion');
    expect(media.state().signing).toBe(true);
  });
  test('chosen during the call the camera that is there is asked, and one that cannot goes on', async () => {
    const camera = new Camera();
    const media = createLocalMedia({ getUserMedia: async () => ({ getTracks: () => [camera] }) } as never);
    await media.start({ microphone: false, camera: true });
    let told = 0;
    media.subscribe(() => {
      told += 1;
    });
    media.setSigning(true);
    media.setSigning(true);
    expect(camera.asked.map(rate)).toEqual([30]);
    expect([camera.contentHint, told]).toEqual(['motion', 1]);
    media.setSigning(false);
    expect(camera.asked.map(rate)).toEqual([30, 24]);
    expect(camera.contentHint).toBe('');
    await Promise.resolve();
    expect(media.state().camera.track).toBe(camera);
  });
});
