import type { Page } from '@playwright/test';

/** Drops files or folders (absolute paths) in the middle of the page, as a file manager does. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const client = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', {
      type,
      x: Math.round(width / 2),
      y: Math.round(height / 2),
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  }
  await client.detach();
}
