import { expect, test } from './app.ts';

test('the app starts where a launcher has turned the sandbox of Chromium off', async ({ world }) => {
  await world.google({ items: 2, albums: 0, seed: 1 });
  const { page } = await world.launch(['--no-sandbox']);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
