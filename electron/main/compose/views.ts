import type { MessageWriter } from '../../contract/messages/message-writer.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { updateNotice } from '../system/notices.ts';
import type { Updates } from '../system/updates.ts';
import { taskbarProgress } from '../tray/taskbar.ts';
import { trayModel } from '../tray/tray-model.ts';
import type { AppEvents } from './app-events.ts';
import type { Surface } from './surface.ts';

/** What shows the state, and where it comes from. */
export interface ViewsOptions {
  readonly surface: {
    readonly window: Pick<Surface['window'], 'send' | 'progress'>;
    readonly tray: Pick<Surface['tray'], 'show'>;
    readonly notifier: Pick<Surface['notifier'], 'notify'>;
  };
  readonly snapshot: Pick<SnapshotStore, 'current' | 'onEvent'>;
  readonly updates: Pick<Updates, 'known'>;
  readonly events: Pick<AppEvents, 'updateFound'>;
  readonly write: MessageWriter;
  /** Whether the tray's icon is known to be seen. */
  readonly isTrayShown: () => Promise<boolean>;
}

/** What is drawn outside of the page. */
export interface Views {
  /** Draws the tray for the first time; from then on it follows. */
  readonly showTray: () => void;
}

/** Keeps page, tray and taskbar at what the snapshot says, and tells of a new version. */
export function buildViews({ surface, snapshot, updates, events, isTrayShown, write }: ViewsOptions): Views {
  const { window, tray, notifier } = surface;
  const showTray = (): void => tray.show(trayModel(snapshot.current(), updates.known(), write));
  snapshot.onEvent((event) => {
    window.send(event);
    showTray();
    window.progress(taskbarProgress(snapshot.current()));
  });
  events.updateFound.listen((update) => {
    void isTrayShown().then((isShown) => notifier.notify(updateNotice(update, isShown)));
    showTray();
  });
  return { showTray };
}
