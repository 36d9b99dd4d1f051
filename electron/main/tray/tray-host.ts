import { booleanIn, propertiesInterface } from '../../account/bus-message.ts';
import { sessionBusAddress, withSessionBus } from '../../account/session-bus.ts';

/** A bus that is asked answers at once; this is for one that hangs. Milliseconds. */
const timeLimitMs = 2_000;

/**
 * Whether the desktop is known to show tray icons. macOS and Windows do. Linux desktops do where something registers as
 * a host of status notifiers, which GNOME does with an extension only
 * (https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/); Electron takes an icon in any case and never
 * tells whether it is seen. False also where it cannot be known, such as with the older trays of X11: then nobody must be
 * sent to an icon that may not be there.
 */
export async function isTrayShown(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (platform !== 'linux') return true;
  const address = sessionBusAddress(env);
  if (address === null) return false;
  try {
    return await withSessionBus(address, timeLimitMs, async ({ call }) =>
      booleanIn(
        await call({
          destination: 'org.kde.StatusNotifierWatcher',
          path: '/StatusNotifierWatcher',
          interface: propertiesInterface,
          member: 'Get',
          args: ['org.kde.StatusNotifierWatcher', 'IsStatusNotifierHostRegistered'],
        }),
      ),
    );
  } catch {
    // No bus, no watcher, or one that answers something else: not known.
    return false;
  }
}
