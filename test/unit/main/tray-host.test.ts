import { describe, expect, it } from 'vitest';
import { isTrayShown } from '../../../electron/main/tray/tray-host.ts';
import { type BusAnswer, fakeBus, message } from '../account/fixtures/fake-bus.ts';

async function shownOn(answer: BusAnswer): Promise<boolean> {
  const { address } = await fakeBus({ answer: () => answer });
  return isTrayShown('linux', { DBUS_SESSION_BUS_ADDRESS: address });
}

describe('isTrayShown', () => {
  it('is taken for granted on macOS and Windows', async () => {
    expect(await isTrayShown('darwin', {})).toBe(true);
    expect(await isTrayShown('win32', {})).toBe(true);
  });

  it('is what the watcher of status notifiers says on Linux', async () => {
    expect(await shownOn({ property: true })).toBe(true);
    expect(await shownOn({ property: false })).toBe(false);
    const { address, asked } = await fakeBus({ answer: () => ({ property: true }) });
    await isTrayShown('linux', { DBUS_SESSION_BUS_ADDRESS: address });
    expect(asked).toEqual([expect.stringContaining('org.kde.StatusNotifierWatcher')]);
    expect(asked[0]).toContain('IsStatusNotifierHostRegistered');
  });

  it('is not known, and so false, where nobody watches: GNOME without its extension', async () => {
    expect(await shownOn({ error: 'org.freedesktop.DBus.Error.NameHasNoOwner' })).toBe(false);
  });

  it('is false without a bus, with one that is gone, and with one that talks nonsense', async () => {
    expect(await isTrayShown('linux', {})).toBe(false);
    expect(await isTrayShown('linux', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' })).toBe(false);
    expect(await isTrayShown('linux', { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=127.0.0.1,port=1' })).toBe(false);
    expect(await shownOn({ raw: Buffer.alloc(64, 0x6c) })).toBe(false);
    expect(await shownOn({ raw: message(2, 2, 's', Buffer.from([3, 0, 0, 0, 0x79, 0x65, 0x73, 0])) })).toBe(false);
    const { address } = await fakeBus({ answer: () => ({ property: true }), greeting: 'REJECTED EXTERNAL' });
    expect(await isTrayShown('linux', { DBUS_SESSION_BUS_ADDRESS: address })).toBe(false);
  });

  it('is false when nobody answers, within seconds', async () => {
    expect(await shownOn('silence')).toBe(false);
  });
});
