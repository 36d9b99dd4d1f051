import { expect, test } from './launch.ts';
import type {} from './page-api.ts';

test('messages, events and ports cross between page, main process and engine', async ({
  sharedApp: electronApp,
  sharedPage: page,
}) => {
  await page.getByRole('button', { name: 'Double' }).click();
  await expect(page.locator('#answer')).toHaveText('{"doubled":42,"type":"utility"}');
  await expect(page.locator('#progress')).toHaveText('progress 42');

  const echoed = await page.evaluate(() => {
    const heard: string[] = [];
    return new Promise((resolve) => {
      window.api.talkToEngine(['one', 'two', 'three'], (word) => {
        heard.push(word);
        if (heard.length === 3) resolve(heard);
      });
    });
  });
  expect(echoed).toEqual(['one', 'two', 'three']);

  const heard = page.evaluate(() => new Promise((resolve) => window.api.onPort(resolve)));
  const answered = await electronApp.evaluate(async ({ BrowserWindow, MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    const first = new Promise((resolve) => port1.once('message', ({ data }) => resolve(data)));
    port1.start();
    BrowserWindow.getAllWindows()[0]?.webContents.postMessage('port', null, [port2]);
    const data = await first;
    port1.postMessage({ bytes: new Uint8Array([1, 2, 3]) });
    return data;
  });
  expect(answered).toBe('hello from the page');
  expect(await heard).toEqual({ bytes: new Uint8Array([1, 2, 3]) });
});

test('an engine with a port closes it, and one that crashes is reported', async ({ electronApp, page: _page }) => {
  const outcome = await electronApp.evaluate(async ({ app, MessageChannelMain }) => {
    const engine: Electron.UtilityProcess = Reflect.get(globalThis, 'engine');
    const { port1, port2 } = new MessageChannelMain();
    const closed = new Promise<string>((resolve) => port1.once('close', () => resolve('closed')));
    const echoed = new Promise<unknown>((resolve) => port1.once('message', ({ data }) => resolve(data)));
    port1.start();
    engine.postMessage(null, [port2]);
    port1.postMessage('stop');
    const byPort = [await echoed, await closed];
    const gone = new Promise<Electron.Details>((resolve) =>
      app.once('child-process-gone', (_event, details) => resolve(details)),
    );
    const exit = new Promise<number>((resolve) => engine.once('exit', resolve));
    engine.postMessage({ task: 'crash' });
    const { type, name, reason } = await gone;
    return { byPort, code: await exit, pid: engine.pid, type, name, reason };
  });
  expect(outcome).toMatchObject({
    byPort: [{ echo: 'stop' }, 'closed'],
    pid: undefined,
    type: 'Utility',
    name: 'engine',
    reason: 'crashed',
  });
  expect(outcome.code).not.toBe(0);
});
