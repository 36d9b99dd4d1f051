import { useEffect, useState } from 'react';

/**
 * Takes files and folders that are dropped anywhere on the page: people aim badly when they drag a file. Says whether some
 * are being held over it. `take` must keep its identity (useCallback).
 */
export function useDroppedFiles(take: (files: readonly File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer === null || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setDragging(true);
    };
    // Only leaving the window itself has no element to go to.
    const leave = (event: DragEvent) => (event.relatedTarget === null ? setDragging(false) : undefined);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setDragging(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) take(files);
    };
    // What is held may be let go before it is held over an element twice: the page changes under it.
    document.addEventListener('dragenter', over);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', over);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [take]);
  return dragging;
}
