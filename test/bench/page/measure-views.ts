import type { Page } from '@playwright/test';
import type { AppUnderBench } from './app-under-bench.ts';
import { framesOnTheMap, framesWhilePaging, type Paging } from './viewer-scripts.ts';

const pagingMs = 15_000;
const mapMs = 8_000;
/** So many are looked at before the heap is measured. */
const pagedPhotos = 60;

/** Frames while the viewer or the coverage map is open and a backup runs. */
export interface ViewFrames {
  readonly viewer: Paging;
  readonly map: readonly number[];
}

/** What lives in the page with the viewer and with the map open, after much was seen. */
export interface ViewHeap {
  readonly viewer: { readonly bytes: number; readonly shown: number };
  readonly map: number;
}

/** Goes to the grid of all photos and waits for its first pictures. */
export async function showPhotos({ page }: Pick<AppUnderBench, 'page'>): Promise<void> {
  await page.evaluate("void (window.location.hash = '#/photos')");
  await page.getByRole('grid').locator('img').first().waitFor();
}

/** Pages through the viewer, then scrolls the map. */
export async function measureViewFrames({ page }: Pick<AppUnderBench, 'page'>): Promise<ViewFrames> {
  await openViewer(page);
  const viewer = await page.evaluate<Paging>(framesWhilePaging({ milliseconds: pagingMs, photos: 1_000 }));
  await closeViewer(page);
  await showMap(page);
  return { viewer, map: await page.evaluate<readonly number[]>(framesOnTheMap(mapMs)) };
}

/** Pages through the viewer and measures with it open, then with the map open. */
export async function measureViewHeap({ page }: Pick<AppUnderBench, 'page'>): Promise<ViewHeap> {
  await openViewer(page);
  const { shown } = await page.evaluate<Paging>(framesWhilePaging({ milliseconds: 60_000, photos: pagedPhotos }));
  const viewer = { bytes: await heapBytes(page), shown };
  await closeViewer(page);
  await showMap(page);
  return { viewer, map: await heapBytes(page) };
}

/** What is alive in the page's heap. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** At the newest photo, after which only photos of the made-up library come, whose originals are there. */
async function openViewer(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('main').scrollTop = 0");
  await page.locator('[data-item="0"]').click();
  await page.locator('[role="dialog"] [data-state="ready"]').waitFor();
}

async function closeViewer(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function showMap(page: Page): Promise<void> {
  await page.evaluate("void (window.location.hash = '#/photos/map')");
  await page.getByRole('table').waitFor();
}
