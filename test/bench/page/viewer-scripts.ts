/** What runs in the page while the viewer or the coverage map is open; see `page-scripts.ts`. */

/** What `framesWhilePaging` resolves to. */
export interface Paging {
  /** The time between any two frames in milliseconds. */
  readonly frames: readonly number[];
  /** Originals that were drawn. */
  readonly shown: number;
}

/**
 * Goes from photo to photo in the open viewer as a person does who looks for one: each stays for less than half a second,
 * every fourth is seen at 100 % and moved about. Ends after so many milliseconds, or so many photos.
 */
export function framesWhilePaging({
  milliseconds,
  photos,
}: {
  readonly milliseconds: number;
  readonly photos: number;
}) {
  return `(async () => {
    const frames = [];
    let last = performance.now();
    const end = last + ${milliseconds};
    let shown = 0;
    const isOver = () => performance.now() >= end || shown >= ${photos};
    const step = (now) => {
      frames.push(now - last);
      last = now;
      if (!isOver()) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const press = (key, shiftKey) => document.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
    const original = () => document.querySelector('[role="dialog"] [data-state="ready"] img[src^="/original/"]')?.src ?? null;
    let before = null;
    while (!isOver()) {
      if (original() === null || original() === before) { await pause(20); continue; }
      shown += 1;
      before = original();
      if (shown % 4 === 0) {
        press('1', false);
        for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']) { await pause(100); press(key, true); }
      } else await pause(400);
      press('ArrowRight', false);
    }
    return { frames: frames.slice(1), shown };
  })()`;
}

/** Scrolls the coverage map up and down; the time between any two frames in milliseconds. */
export function framesOnTheMap(milliseconds: number): string {
  return `new Promise((resolve) => {
    const main = document.querySelector('main');
    const frames = [];
    let last = performance.now();
    let by = 20;
    const end = last + ${milliseconds};
    const step = (now) => {
      frames.push(now - last);
      last = now;
      const before = main.scrollTop;
      main.scrollTop += by;
      if (main.scrollTop === before) by = -by;
      if (now < end) requestAnimationFrame(step); else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`;
}
