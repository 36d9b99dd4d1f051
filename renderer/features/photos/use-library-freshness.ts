import { useState } from 'react';
import { useSnapshot } from '../../store/use-store.tsx';
import { useSlowly } from './use-debounced.ts';

/** While a backup runs, photos arrive all the time; what is on screen changes no more often than this. */
const quietMilliseconds = 5_000;

/**
 * Changes when there may be other photos to see: new ones, another folder, or an engine that came back. While `isHeld`
 * it stays: anyone who looks at one photo shall not find another in its place.
 */
export function useLibraryFreshness(isHeld = false): string {
  const now = useSnapshot(({ engine, destination, lastRun, library }) =>
    [engine === 'ready', destination?.identity, lastRun?.run, library?.assets, library?.albums].join(' '),
  );
  const [shown, setShown] = useState(now);
  const next = useSlowly(now, quietMilliseconds);
  if (!isHeld && shown !== next) setShown(next);
  return shown;
}
