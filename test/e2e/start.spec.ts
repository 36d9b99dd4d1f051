import { expect, test } from './app.ts';

test('the first start shows the set-up, and the tray says so @real', async ({ world }) => {
  await world.google({ items: 10, albums: 1, seed: 1 });
  const { electron, page } = await world.launch();
  await expect(page).toHaveTitle(/Afterimage/);
  const model = await electron.evaluate(() => globalThis.afterimageProgram?.tray.model() ?? null);
  expect(model).toMatchObject({ icon: 'attention', tooltip: expect.stringContaining('not set up yet') });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
