import type { NotificationConstructorOptions } from 'electron';
import type { Notice } from './notices.ts';

/** What is used of the system's notifications. */
interface ShownNotification {
  show(): void;
  on(event: 'click', listener: () => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  /** Windows: it could not be shown, and will never be closed. */
  on(event: 'failed', listener: (event: unknown, reason: string) => void): unknown;
}

/** Where notices are shown. */
export interface NotifierOptions {
  readonly create: (options: NotificationConstructorOptions) => ShownNotification;
  readonly isSupported: () => boolean;
  /** A person clicked on one. */
  readonly onClick: () => void;
  readonly log: (line: string) => void;
}

/** Shows notices, and remembers which for development builds. */
export interface Notifier {
  readonly notify: (notice: Notice) => void;
  readonly shown: readonly Notice[];
}

/** Notices as notifications of the system; where it has none they are only remembered. */
export function createNotifier({ create, isSupported, onClick, log }: NotifierOptions): Notifier {
  const shown: Notice[] = [];
  // An unreferenced notification is garbage-collected, and its click handler with it.
  const alive = new Set<ShownNotification>();
  return {
    shown,
    notify: (notice) => {
      shown.push(notice);
      if (!isSupported()) return;
      const notification = create({ title: notice.title, body: notice.body });
      alive.add(notification);
      notification.on('close', () => alive.delete(notification));
      notification.on('failed', (_event, reason) => {
        alive.delete(notification);
        log(`A notification could not be shown: ${reason}`);
      });
      notification.on('click', () => {
        alive.delete(notification);
        onClick();
      });
      notification.show();
    },
  };
}
