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
