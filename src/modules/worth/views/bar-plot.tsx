import type { Interval } from '../statistics.ts';

export type Bar = {
  readonly label: string;
  /** Null is hidden, and drawn so: an empty, dashed bar with its words. */
  readonly value: number | null;
  readonly text: string;
  /** In the bar's own unit. */
  readonly interval?: Interval | undefined;
};

const width = 360;
const rowHeight = 44;
const barTop = 24;
const barHeight = 12;

/**
 * Bars under their names, drawn on the server. Length, words and numbers say the same, so that neither colour nor sight is
 * needed. `most` is the length of a full bar; the longest value when not given.
 */
export function BarPlot({
  id,
  title,
  desc,
  bars,
  most,
}: {
  readonly id: string;
  readonly title: string;
  readonly desc: string;
  readonly bars: readonly Bar[];
  readonly most?: number;
}) {
  const longest = most ?? Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const length = (value: number) => Math.round((value / longest) * width * 10) / 10;
  const height = bars.length * rowHeight;
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {bars.map(({ label, value, text, interval }, index) => {
        const top = index * rowHeight;
        const middle = top + barTop + barHeight / 2;
        return (
          <g key={label}>
            <text class="plot-label" x="0" y={top + 16}>
              {shortened(label)}
            </text>
            <text class="plot-value" x={width} y={top + 16} text-anchor="end">
              {text}
            </text>
            {value === null ? (
              <rect
                class="plot-hidden"
                x="0.5"
                y={top + barTop + 0.5}
                width={width - 1}
                height={barHeight - 1}
                stroke-dasharray="4 4"
              />
            ) : (
              <rect class="plot-bar" x="0" y={top + barTop} width={length(value)} height={barHeight} />
            )}
            {interval ? (
              <path
                class="plot-interval"
                d={`M${length(interval.low)} ${middle}H${length(interval.high)}M${length(interval.low)} ${middle - 6}v12M${length(interval.high)} ${middle - 6}v12`}
              />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

/** A name that would run into its number; the table has it whole. */
const longestLabel = 30;
const shortened = (label: string): string =>
  label.length <= longestLabel ? label : `${label.slice(0, longestLabel - 1).trimEnd()}…`;
