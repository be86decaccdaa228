/**
 * The person's own microphone and camera. Every way in which they fail is told apart, and one goes on with what there is:
 * without a camera by voice, without a microphone in writing.
 */

/** refused: the person or the browser said no · absent: there is none · busy: another program has it · insecure: not over https. */
export type DeviceProblem = 'refused' | 'absent' | 'busy' | 'insecure';

export type OwnDevice = {
  readonly track: MediaStreamTrack | null;
  /** The person wants it on. */
  readonly wanted: boolean;
  readonly problem: DeviceProblem | null;
  /** It worked and stopped by itself: pulled out, or taken by another program. */
  readonly ended: boolean;
  /** The system keeps it from us for a while, as during a telephone call. */
  readonly interrupted: boolean;
};

export type LocalMediaState = {
  readonly microphone: OwnDevice;
  readonly camera: OwnDevice;
  /** The browser's question is on the screen. */
  readonly asking: boolean;
  /** She speaks with her hands: her camera gives frames before sharpness, and nobody expects to hear her. */
  readonly signing: boolean;
};

export type LocalMedia = {
  readonly state: () => LocalMediaState;
  /** Hears every change from now on. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks for what is named, at once, and else for each alone. Never throws: `state` tells what came of it. */
  readonly start: (wanted: { readonly microphone: boolean; readonly camera: boolean }) => Promise<void>;
  /** Off keeps the device (on again is immediate); on asks for it when there is none. */
  readonly setMicrophone: (on: boolean) => Promise<void>;
  /** Off lets the camera go, so that its light goes out. */
  readonly setCamera: (on: boolean) => Promise<void>;
  /** Whether she speaks with her hands. It is kept nowhere but here, and is gone with the page. */
  readonly setSigning: (on: boolean) => void;
  /** The same again, with another device: after one has ended, or by the person's choice. */
  readonly renew: (kind: 'microphone' | 'camera', deviceId?: string) => Promise<void>;
  /** What there is to choose from; names are known once one has been allowed. */
  readonly choices: () => Promise<{
    readonly microphones: readonly MediaDeviceInfo[];
    readonly cameras: readonly MediaDeviceInfo[];
  }>;
  /** From now on, and for the picture there is: `state` gives the changed one, and nobody the camera's own. Null: as it is. */
  readonly setTransform: (transform: PictureTransform | null) => void;
  /** Lets both go. `start` takes them again. */
  readonly stop: () => void;
};

/** What is done to the camera's picture before anybody gets it: another track, at once, and how it ends. */
export type PictureTransform = (camera: MediaStreamTrack) => {
  readonly track: MediaStreamTrack;
  readonly close: () => void;
};

type Kind = 'microphone' | 'camera';
type Mutable = { -readonly [Key in keyof OwnDevice]: OwnDevice[Key] };

/** Speech on a modest phone: what helps against a noisy room is on. */
const audioWish: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: 1,
};
/** 640x360 at 20 to 24 frames: hands can be read (EN 301 549, 6.5.3 asks for 20), and an old phone keeps up. */
const videoWish: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 24, max: 24 },
  facingMode: 'user',
};
/** Hands: every frame that the camera has, up to 30. */
const signingRate = { ideal: 30, max: 30 };

/** What a refusal of the browser means. */
export function problemOf(error: unknown): DeviceProblem {
  switch ((error as { name?: string }).name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return 'refused';
    case 'SecurityError':
      return 'insecure';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    default:
      return 'absent';
  }
}

const nothing = (): Mutable => ({ track: null, wanted: false, problem: null, ended: false, interrupted: false });

/** Nothing is asked of the browser until `start`, `setMicrophone` or `setCamera`. */
export function createLocalMedia(devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices): LocalMedia {
  const own: Record<Kind, Mutable> = { microphone: nothing(), camera: nothing() };
  const chosen: Partial<Record<Kind, string>> = {};
  const listeners = new Set<() => void>();
  let asking = 0;
  let stopped = false;
  let transform: PictureTransform | null = null;
  /** The device's own track behind a changed picture. */
  let changedFrom: { readonly camera: MediaStreamTrack; readonly close: () => void } | null = null;
  let signing = false;
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const wish = (kind: Kind): MediaTrackConstraints => ({
    ...(kind === 'microphone' ? audioWish : signing ? { ...videoWish, frameRate: signingRate } : videoWish),
    ...(chosen[kind] === undefined ? {} : { deviceId: { exact: chosen[kind] } }),
  });

  /** Tells the encoder what the picture is of; '' leaves it to the browser. */
  function hint(track: MediaStreamTrack): void {
    if ('contentHint' in track) track.contentHint = signing ? 'motion' : '';
  }

  /** The light of the camera goes out with its own track, not with one that was made of it. */
  function letGo(kind: Kind): void {
    own[kind].track?.stop();
    if (kind === 'camera') {
      changedFrom?.close();
      changedFrom?.camera.stop();
      changedFrom = null;
    }
  }

  function changedPicture(camera: MediaStreamTrack): MediaStreamTrack {
    if (!transform) return camera;
    const { track, close } = transform(camera);
    changedFrom = { camera, close };
    return track;
  }

  function take(kind: Kind, source: MediaStreamTrack): void {
    const device = own[kind];
    if (device.track !== source) letGo(kind);
    // Switched off while the browser asked.
    if (stopped || (kind === 'camera' && !device.wanted)) {
      source.stop();
      return;
    }
    const track = kind === 'camera' ? changedPicture(source) : source;
    Object.assign(device, { track, problem: null, ended: false, interrupted: source.muted });
    track.enabled = kind === 'camera' || device.wanted;
    if (kind === 'camera') hint(track);
    const mine = () => device.track === track;
    source.addEventListener('ended', () => {
      if (!mine()) return;
      letGo(kind);
      Object.assign(device, { track: null, ended: true, interrupted: false });
      changed();
    });
    for (const event of ['mute', 'unmute'])
      source.addEventListener(event, () => {
        if (!mine()) return;
        device.interrupted = source.muted;
        changed();
      });
  }

  async function ask(kinds: readonly Kind[]): Promise<unknown> {
    if (!devices?.getUserMedia) return { name: 'SecurityError' };
    try {
      const stream = await devices.getUserMedia({
        ...(kinds.includes('microphone') ? { audio: wish('microphone') } : {}),
        ...(kinds.includes('camera') ? { video: wish('camera') } : {}),
      });
      for (const track of stream.getTracks()) take(track.kind === 'audio' ? 'microphone' : 'camera', track);
      return null;
    } catch (error) {
      return error;
    }
  }

  /** Whether asking for one alone, after both were refused, can succeed without troubling the person again. */
  async function allowed(kind: Kind): Promise<boolean> {
    try {
      return (await navigator.permissions.query({ name: kind as PermissionName })).state === 'granted';
    } catch {
      return false;
    }
  }

  async function get(kinds: readonly Kind[]): Promise<void> {
    if (kinds.length === 0) return;
    asking += 1;
    for (const kind of kinds) Object.assign(own[kind], { wanted: true });
    changed();
    const error = await ask(kinds);
    if (error !== null)
      for (const kind of kinds) {
        const problem = problemOf(error);
        const alone = kinds.length > 1 && problem !== 'insecure' && (problem !== 'refused' || (await allowed(kind)));
        const left = alone ? await ask([kind]) : error;
        if (left !== null) own[kind].problem = problemOf(left);
      }
    asking -= 1;
    changed();
  }

  return {
    state: () => ({ microphone: { ...own.microphone }, camera: { ...own.camera }, asking: asking > 0, signing }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: ({ microphone, camera }) => {
      stopped = false;
      return get([
        ...(microphone && !own.microphone.track ? (['microphone'] as const) : []),
        ...(camera && !own.camera.track ? (['camera'] as const) : []),
      ]);
    },
    setMicrophone: async (on) => {
      own.microphone.wanted = on;
      if (own.microphone.track) own.microphone.track.enabled = on;
      else if (on) return get(['microphone']);
      changed();
    },
    setCamera: async (on) => {
      own.camera.wanted = on;
      if (on && !own.camera.track) return get(['camera']);
      if (!on) {
        letGo('camera');
        Object.assign(own.camera, { track: null, ended: false, interrupted: false });
      }
      changed();
    },
    setSigning: (on) => {
      if (on === signing) return;
      signing = on;
      const { track } = own.camera;
      if (track) {
        hint(track);
        // A camera that cannot goes on as it is: the encoder still prefers frames.
        const source = changedFrom?.camera ?? track;
        void source.applyConstraints?.(wish('camera')).catch(() => {});
      }
      changed();
    },
    renew: async (kind, deviceId) => {
      if (deviceId === undefined) delete chosen[kind];
      else chosen[kind] = deviceId;
      await get([kind]);
    },
    choices: async () => {
      const all = (await devices?.enumerateDevices?.().catch(() => [])) ?? [];
      return {
        microphones: all.filter((one) => one.kind === 'audioinput'),
        cameras: all.filter((one) => one.kind === 'videoinput'),
      };
    },
    setTransform: (next) => {
      transform = next;
      const source = changedFrom?.camera ?? own.camera.track;
      if (!source) return;
      // The camera goes on; only what is made of it begins anew.
      changedFrom?.close();
      changedFrom = null;
      own.camera.track = null;
      take('camera', source);
      changed();
    },
    stop: () => {
      stopped = true;
      for (const kind of ['microphone', 'camera'] as const) {
        letGo(kind);
        own[kind].track = null;
      }
      changed();
    },
  };
}

/**
 * How loud the microphone is, 0 to 1, ten times a second. Null while the browser keeps its audio asleep, which it does until
 * the person has pressed something: no level is not silence. Gives back the end of it.
 */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number | null) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const wake = () => void context.resume().catch(() => {});
  wake();
  addEventListener('pointerdown', wake);
  addEventListener('keydown', wake);
  const timer = setInterval(() => {
    if (context.state !== 'running') return onLevel(null);
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    onLevel(levelOf(Math.sqrt(sum / samples.length)));
  }, 100);
  return () => {
    clearInterval(timer);
    removeEventListener('pointerdown', wake);
    removeEventListener('keydown', wake);
    void context.close().catch(() => {});
  };
}

/** Loudness as ears have it: -60 dB is nothing, -12 dB fills the bar. */
export const levelOf = (rms: number): number => Math.max(0, Math.min(1, (20 * Math.log10(rms + 1e-9) + 60) / 48));
