import { useEffect, useState } from 'react';

/**
 * Takes files and folders that are dropped where no screen takes them (use-dropped-files.ts), and says whether some are
 * being held there. With null they are refused: what nobody takes, a browser opens in place of the page. `take` must
 * keep its identity (useCallback).
 */
export function useStrayFiles(take: ((files: readonly File[]) => void) | null): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer === null || !event.dataTransfer.types.includes('Files')) return;
      // A screen takes files at the document, which the event has passed before it comes to the window.
      if (event.defaultPrevented) return setDragging(false);
      event.preventDefault();
      event.dataTransfer.dropEffect = take === null ? 'none' : 'copy';
      setDragging(take !== null);
    };
    const leave = (event: DragEvent) => (event.relatedTarget === null ? setDragging(false) : undefined);
    const drop = (event: DragEvent) => {
      setDragging(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      event.preventDefault();
      take?.(files);
    };
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [take]);
  return dragging && take !== null;
}
