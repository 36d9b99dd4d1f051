import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from './app.ts';

test.use({ expectedComplaints: /could not start|Failed to load resource|Unable to load preload script/ });

test('a page that could not load says so, main logs it, and Reload brings the app back', async ({ world }) => {
  const { page, log } = await world.launch();
  const mainScript = /\/assets\/start-page-[\w-]+\.js$/;
  await page.route(mainScript, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not found' }));
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Part of Afterimage is missing or damaged');
  await expect
    .poll(log)
    .toMatch(/The page reports: The page could not start: page-file-damaged: TypeError: .*start-page-/);
  // Main does it: the page may not use the clipboard.
  await page.getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied');
  // A reload is a navigation that the page asks for; of all those, main lets this one happen.
  await page.unroute(mainScript);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What do you want to back up?');
  expect(await log()).not.toContain('Navigation denied');
});

test('a preload that fails leaves a page that says so, and main logs why', async ({ world }, info) => {
  const app = await appWithPreload(info.outputPath('app'), 'throw new Error("no bridge today");');
  const { page, log } = await world.launch([], {}, app);
  await expect(page.getByRole('alert')).toContainText('This window is not connected to Afterimage');
  await expect.poll(log).toMatch(/The preload failed: .*preload\.cjs: Error: no bridge today/);
  await expect.poll(log).toContain('The page could not start: page-not-connected');
});

/** The built app in its own folder, with another preload. */
async function appWithPreload(folder: string, preload: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await cp(resolve('out'), join(folder, 'out'), { recursive: true });
  await cp(resolve('package.json'), join(folder, 'package.json'));
  for (const shared of ['node_modules', 'build']) await symlink(resolve(shared), join(folder, shared));
  await writeFile(join(folder, 'out', 'preload', 'preload.cjs'), preload);
  return folder;
}
