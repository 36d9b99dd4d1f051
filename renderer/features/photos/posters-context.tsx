import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { useAsk } from '../../api/api-context.tsx';
import { drawPoster } from './draw-poster.ts';
import { PosterQueue } from './poster-queue.ts';

const PostersContext = createContext<PosterQueue | null>(null);

/** Lets films below it get posters: one queue for all of them. */
export function PostersProvider({ children }: { readonly children: ReactNode }) {
  const ask = useAsk();
  const queue = useMemo(
    () =>
      new PosterQueue(async (id) => {
        const webp = await drawPoster(id);
        if (webp === null) return false;
        const kept = await ask('photos.keepPoster', { id, webp });
        return kept.ok && kept.value.kept;
      }),
    [ask],
  );
  return <PostersContext value={queue}>{children}</PostersContext>;
}

/** Has a poster made of a film that lacks one; true once there is one. `isWanted`: it is a film, in sight, without one. */
export function usePoster(id: number, isWanted: boolean): boolean {
  const queue = use(PostersContext);
  const [made, setMade] = useState<number | null>(null);
  useEffect(() => {
    if (!isWanted || queue === null) return undefined;
    const left = new AbortController();
    void queue.ask(id, left.signal).then((isMade) => {
      if (isMade && !left.signal.aborted) setMade(id);
    });
    return () => left.abort();
  }, [queue, id, isWanted]);
  return made === id;
}
