import { useEffect, useState } from 'preact/hooks';
import type { Agreed } from './agreed.ts';
import type { Point } from './agreed-points.ts';

const none: readonly Point[] = [];

/** The points, drawn again whenever one changes. */
export function usePoints(agreed: Agreed | null): readonly Point[] {
  const [points, setPoints] = useState(agreed?.points() ?? none);
  useEffect(() => agreed?.subscribe(() => setPoints(agreed.points())), [agreed]);
  return points;
}
