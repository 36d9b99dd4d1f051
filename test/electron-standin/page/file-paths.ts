/** Knows where the files on disk are that a person chose or dropped. */
export type FilePaths = {
  /** Starts to hold back `input`, `change` and `drop` events with files until their paths are known. */
  watch(): void;
  pathOf(file: File): string;
  /** The files of a held event, for the main process to look up. */
  file(id: number, index: number): File | undefined;
  /** The main process has found the paths: the event may continue. */
  found(id: number, paths: readonly string[]): void;
};

/**
 * Electron answers `webUtils.getPathForFile` at once; the DevTools protocol only later. So an event that brings files
 * is stopped before the page sees it, the paths are looked up, and an equal event is dispatched.
 *
 * A `File` is cloned on its way from the page to the preload, so it is recognised by name, size, date and type.
 *
 * Runs as source text inside pages: it may use nothing from outside itself.
 */
export function makeFilePaths(lookUp: (id: number, count: number) => void): FilePaths {
  type Held = { readonly files: readonly File[]; readonly release: () => void };
  const held = new Map<number, Held>();
  const released = new WeakSet<Event>();
  const paths = new Map<string, Set<string>>();
  let last = 0;

  const keyOf = (file: File): string => JSON.stringify([file.name, file.size, file.lastModified, file.type]);
  const filesOf = (event: Event): File[] => {
    if (event instanceof DragEvent) return [...(event.dataTransfer?.files ?? [])];
    const field = event.composedPath()[0];
    return field instanceof HTMLInputElement ? [...(field.files ?? [])] : [];
  };
  const equalEvent = (event: Event, files: readonly File[]): Event => {
    const { type, bubbles, cancelable, composed } = event;
    if (!(event instanceof DragEvent)) return new Event(type, { bubbles, cancelable, composed });
    const { clientX, clientY, screenX, screenY } = event;
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    return new DragEvent(type, { bubbles, cancelable, composed, clientX, clientY, screenX, screenY, dataTransfer });
  };
  const hold = (event: Event): void => {
    const files = filesOf(event);
    if (files.length === 0 || released.has(event)) return;
    event.stopImmediatePropagation();
    if (event instanceof DragEvent) event.preventDefault();
    const target = event.composedPath()[0];
    const release = (): void => {
      const again = equalEvent(event, files);
      released.add(again);
      target?.dispatchEvent(again);
    };
    held.set(++last, { files, release });
    lookUp(last, files.length);
  };

  return {
    watch: () => {
      for (const type of ['input', 'change', 'drop']) window.addEventListener(type, hold, true);
    },
    pathOf: (file) => {
      const known = [...(paths.get(keyOf(file)) ?? [''])];
      if (known.length > 1) throw new Error(`stand-in Electron: ${known.join(' and ')} cannot be told apart`);
      return known[0] ?? '';
    },
    file: (id, index) => held.get(id)?.files[index],
    found: (id, all) => {
      const event = held.get(id);
      held.delete(id);
      event?.files.forEach((file, index) => {
        const path = all[index] ?? '';
        if (path !== '') paths.set(keyOf(file), (paths.get(keyOf(file)) ?? new Set()).add(path));
      });
      event?.release();
    },
  };
}
