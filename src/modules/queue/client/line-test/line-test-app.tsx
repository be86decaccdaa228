import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Language, locale } from '../../../../kernel/language.ts';
import { createLocalMedia } from '../../../call/client/devices.ts';
import { Mirror } from '../../../call/client/index.ts';
import { type LineMeasured, modeOf } from '../../line-test/decide-mode.ts';
import { lineTestTexts } from '../../line-test/messages.ts';
import { findsWay, measureLine } from './measure-line.ts';

export type LineTestProps = {
  readonly language: Language;
  /** Where the line is measured. */
  readonly path: string;
  readonly iceServers: readonly RTCIceServer[];
  /** Where her meeting is told what the line bears; null when she came from no meeting. */
  readonly reportTo: string | null;
};

type Verdict = 'working' | 'ok' | 'bad';
type Results = {
  readonly browser?: Verdict;
  readonly microphone?: Verdict;
  readonly camera?: Verdict;
  readonly speaker?: Verdict;
  readonly server?: Verdict;
  readonly way?: Verdict;
  readonly measured?: LineMeasured;
};
const deviceParts = ['browser', 'microphone', 'camera'] as const;
const lineParts = ['server', 'way'] as const;

/** First the device, then the line, each in words with a way on; and a report that can be given to whoever helps. */
export function LineTest({ language, path, iceServers, reportTo }: LineTestProps) {
  const t = lineTestTexts(language);
  const media = useMemo(() => createLocalMedia(), []);
  const [results, setResults] = useState<Results | null>(null);
  const [playing, setPlaying] = useState(false);
  const put = (part: Results) => setResults((before) => ({ ...before, ...part }));

  const run = async () => {
    setResults({ browser: 'working', microphone: 'working', camera: 'working', server: 'working', way: 'working' });
    const canCall = typeof RTCPeerConnection === 'function' && Boolean(navigator.mediaDevices?.getUserMedia);
    put({ browser: canCall ? 'ok' : 'bad' });
    await media.start({ microphone: true, camera: true });
    const { microphone, camera } = media.state();
    put({ microphone: microphone.track ? 'ok' : 'bad', camera: camera.track ? 'ok' : 'bad' });
    const measured = await measureLine(path);
    put({ server: measured.roundTripMs === null ? 'bad' : 'ok', measured });
    put({ way: canCall && (await findsWay(iceServers)) ? 'ok' : 'bad' });
  };
  const tone = async () => {
    const context = new AudioContext();
    const sound = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.2;
    sound.frequency.value = 520;
    sound.connect(volume).connect(context.destination);
    setPlaying(true);
    sound.start();
    sound.stop(context.currentTime + 1.2);
    sound.onended = () => {
      setPlaying(false);
      void context.close();
    };
  };

  const number = new Intl.NumberFormat(locale[language], { maximumFractionDigits: 0 });
  const speed = (measured: LineMeasured) => {
    const { downKbit, upKbit, roundTripMs } = measured;
    if (downKbit === null || upKbit === null || roundTripMs === null) return t.speed.unknown;
    return t.speed.said(
      `${number.format(downKbit)} kbit/s`,
      `${number.format(upKbit)} kbit/s`,
      `${number.format(roundTripMs)} ms`,
    );
  };
  const said = (part: (typeof deviceParts)[number] | (typeof lineParts)[number]) => {
    const verdict = results?.[part];
    return verdict === undefined || verdict === 'working' ? t.working : t[part][verdict];
  };
  const row = (part: (typeof deviceParts)[number] | (typeof lineParts)[number]) => (
    <div key={part}>
      <dt>{t[part].name}</dt>
      <dd>{said(part)}</dd>
    </div>
  );
  const mode = results?.measured && results.way !== 'working' ? modeOf(results.measured) : null;
  useEffect(() => {
    if (mode === null || reportTo === null) return;
    // Without an answer she has lost nothing: the line is tried again on the day.
    void fetch(reportTo, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode }),
    }).catch(() => undefined);
  }, [mode, reportTo]);
  const report = results?.measured
    ? [
        t.title,
        ...[...deviceParts, ...lineParts].map((part) => `${t[part].name}: ${said(part)}`),
        `${t.speed.name}: ${speed(results.measured)}`,
        navigator.userAgent,
      ].join('\n')
    : null;
  return (
    <>
      <p>
        <button type="button" class="button button-primary" onClick={() => void run()}>
          {results === null ? t.begin : t.again}
        </button>
      </p>
      {results === null ? null : (
        <>
          <h2>{t.device}</h2>
          <dl class="line-test">{deviceParts.map(row)}</dl>
          {results.microphone === 'ok' || results.camera === 'ok' ? (
            <Mirror media={media} form="video" language={language} />
          ) : null}
          <p>
            <button type="button" class="button button-secondary" disabled={playing} onClick={() => void tone()}>
              {t.speaker.play}
            </button>
          </p>
          <fieldset class="line-test-ask">
            <legend>{t.speaker.ask}</legend>
            <button type="button" class="button button-quiet" onClick={() => put({ speaker: 'ok' })}>
              {t.speaker.yes}
            </button>{' '}
            <button type="button" class="button button-quiet" onClick={() => put({ speaker: 'bad' })}>
              {t.speaker.no}
            </button>
          </fieldset>
          <p role="status">
            {results.speaker === 'ok' ? t.speaker.ok : results.speaker === 'bad' ? t.speaker.bad : ''}
          </p>
          <h2>{t.line}</h2>
          <dl class="line-test">
            {lineParts.map(row)}
            <div>
              <dt>{t.speed.name}</dt>
              <dd>{results.measured ? speed(results.measured) : t.working}</dd>
            </div>
          </dl>
          <p role="status">
            <strong>{mode === null ? '' : t.mode[mode]}</strong>
          </p>
          {report === null || mode === null ? null : (
            <p>
              <a
                class="button button-secondary"
                href={`data:text/plain;charset=utf-8,${encodeURIComponent(report)}`}
                download={t.reportName}
              >
                {t.report}
              </a>
              <br />
              <span class="soft">{t.reportHint}</span>
            </p>
          )}
        </>
      )}
    </>
  );
}
