/**
 * What runs in the page, as text: the bench is compiled for Node and knows no DOM. Each is an expression whose value is
 * a promise of plain data.
 */

/**
 * When the Overview's state sentence was painted, and when the number of stored photos stood there, in milliseconds
 * since
 * 1970. The browser keeps the largest paints from the very start on, so nothing is missed.
 */
export const overviewPaints = `new Promise((resolve) => {
  const isOverview = ({ element }) => element !== null && element.closest('main section') !== null;
  const wall = (time) => performance.timeOrigin + time;
  let painted = null;
  let counted = null;
  const end = () => { if (painted !== null && counted !== null) resolve({ painted, counted }); };
  new PerformanceObserver((list) => {
    const first = list.getEntries().find(isOverview);
    if (painted === null && first !== undefined) { painted = wall(first.renderTime || first.startTime); end(); }
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const look = () => {
    if (/\\d{2},\\d{3}/.test(document.querySelector('main')?.textContent ?? '')) {
      counted = wall(performance.now());
      end();
    } else requestAnimationFrame(look);
  };
  look();
})`;

/** Goes to the grid of all photos; how long it took until the first picture stood there, in milliseconds. */
export const photosPaint = `new Promise((resolve) => {
  const begun = performance.now();
  const look = () => {
    const shown = [...document.querySelectorAll('[role="grid"] img')].some((one) => one.complete && one.naturalWidth > 0);
    if (shown) requestAnimationFrame(() => resolve(performance.now() - begun)); else requestAnimationFrame(look);
  };
  window.location.hash = '#/photos';
  look();
})`;

/**
 * Waits until a search shows what it found, with a picture; how long that took since the box was written into, in
 * milliseconds. To be evaluated before.
 */
export const searchPaint = `new Promise((resolve) => {
  let begun = null;
  document.addEventListener('input', () => { begun ??= performance.now(); }, { capture: true });
  const look = () => {
    const isFound = / found/.test(document.querySelector('main')?.textContent ?? '');
    const shown = [...document.querySelectorAll('[role="grid"] img')].some((one) => one.complete && one.naturalWidth > 0);
    if (begun !== null && isFound && shown) requestAnimationFrame(() => resolve(performance.now() - begun));
    else requestAnimationFrame(look);
  };
  look();
})`;

/** The time between any two frames in milliseconds while nothing happens: what the machine itself can do just now. */
export function framesAtRest(milliseconds: number): string {
  return `new Promise((resolve) => {
    const frames = [];
    let last = performance.now();
    const end = last + ${milliseconds};
    const step = (now) => {
      frames.push(now - last);
      last = now;
      if (now < end) requestAnimationFrame(step); else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`;
}

/**
 * Scrolls the grid as a wheel does, with a leap by the scrubber every two seconds; the time between any two frames in
 * milliseconds.
 */
export function framesWhileScrolling(milliseconds: number): string {
  return `new Promise((resolve) => {
    const main = document.querySelector('main');
    const frames = [];
    let last = performance.now();
    let leap = last + 2000;
    const end = last + ${milliseconds};
    const step = (now) => {
      frames.push(now - last);
      last = now;
      main.scrollTop += 60;
      if (now > leap) { main.scrollTop = (main.scrollTop * 7 + 311000) % main.scrollHeight; leap = now + 2000; }
      if (now < end) requestAnimationFrame(step); else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`;
}

/**
 * Goes through the whole grid, a screen at a time, as soon as every tile in sight shows its picture; after two seconds
 * it continues without those that lack. Resolves to how many tiles and pictures were seen; they are counted in bits,
 * which take no heap to speak of.
 */
export const throughTheWholeGrid = `(async () => {
  const main = document.querySelector('main');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const tiles = new Uint8Array(400000);
  const pictures = new Uint8Array(400000);
  const sum = (bits) => bits.reduce((total, bit) => total + bit, 0);
  const inSight = () => {
    const { top, bottom } = main.getBoundingClientRect();
    return [...main.querySelectorAll('[data-item]')].filter((tile) => {
      const box = tile.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
  };
  const isShown = (tile) => {
    const image = tile.querySelector('img');
    return image !== null && image.complete && image.naturalWidth > 0;
  };
  for (let top = 0; top < main.scrollHeight; top += main.clientHeight) {
    main.scrollTop = top;
    const until = performance.now() + 2000;
    let seen = [];
    do {
      await frame();
      seen = inSight();
    } while (performance.now() < until && !(seen.length > 0 && seen.every(isShown)));
    for (const tile of seen) {
      tiles[Number(tile.dataset.item)] = 1;
      if (isShown(tile)) pictures[Number(tile.dataset.item)] = 1;
    }
  }
  return { tiles: sum(tiles), pictures: sum(pictures) };
})()`;
