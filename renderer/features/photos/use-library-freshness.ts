import { useSnapshot } from '../../store/use-store.tsx';
import { useSlowly } from './use-settled.ts';

/** While a backup runs, photos arrive all the time; what is looked at changes no more often than this. */
const quietMilliseconds = 5_000;

/** Changes when there may be other photos to see: new ones, another folder, or an engine that came back. */
export function useLibraryFreshness(): string {
  const now = useSnapshot(({ engine, destination, lastRun, library }) =>
    [engine === 'ready', destination?.identity, lastRun?.run, library?.assets, library?.albums].join(' '),
  );
  return useSlowly(now, quietMilliseconds);
}
