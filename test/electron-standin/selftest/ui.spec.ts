import { expect, test } from './launch.ts';

test('a native dialog is answered by the test or fails', async ({ electronApp, page }) => {
  await page.getByRole('button', { name: 'Choose folder' }).click();
  await expect(page.locator('#answer')).toContainText('nobody answers dialog.showOpenDialog');
  await electronApp.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/home/somebody/Photos'] });
  });
  await page.getByRole('button', { name: 'Choose folder' }).click();
  await expect(page.locator('#answer')).toHaveText('/home/somebody/Photos');
});

test('the tray’s menu works, and missing icons are found', async ({ electronApp, page: _page }) => {
  const next = electronApp.waitForEvent('window');
  const error = await electronApp.evaluate(({ Menu, Tray }) => {
    const menu = Menu.buildFromTemplate([
      { label: 'Settings', submenu: [{ id: 'start', label: 'Start at login', type: 'checkbox' }] },
      { id: 'other', label: 'Other', click: (item) => Object.assign(globalThis, { clicked: item.label }) },
    ]);
    menu.getMenuItemById('start')?.click();
    menu.getMenuItemById('other')?.click();
    Object.assign(globalThis, { checked: menu.getMenuItemById('start')?.checked });
    try {
      return String(new Tray('/no/such/icon.png'));
    } catch (reason) {
      return String(reason);
    }
  });
  expect(error).toBe("Error: Failed to load image from path '/no/such/icon.png'");
  expect(await electronApp.evaluate(() => ['clicked', 'checked'].map((name) => Reflect.get(globalThis, name)))).toEqual(
    ['Other', true],
  );
  await electronApp.evaluate(({ BrowserWindow }) => void new BrowserWindow().loadURL('app://bundle/index.html'));
  await expect((await next).getByRole('heading')).toHaveText('Self-test');
});
