import type { NotificationConstructorOptions } from 'electron';
import type { MessageWriter } from '../../contract/messages/message-writer.ts';
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
  /** Puts what is said into the person's words. */
  readonly write: MessageWriter;
  /** A person clicked on one. */
  readonly onClick: () => void;
  readonly log: (line: string) => void;
}

/** A notice as it was shown. */
export interface ToldNotice {
  readonly kind: Notice['kind'];
  readonly title: string;
  readonly body: string;
}

/** Shows notices, and remembers which for development builds. */
export interface Notifier {
  readonly notify: (notice: Notice) => void;
  readonly shown: readonly ToldNotice[];
}

/** Notices as notifications of the system; where it has none they are only remembered. */
export function createNotifier({ create, isSupported, write, onClick, log }: NotifierOptions): Notifier {
  const shown: ToldNotice[] = [];
  // An unreferenced notification is garbage-collected, and its click handler with it.
  const alive = new Set<ShownNotification>();
  return {
    shown,
    notify: (notice) => {
      const { kind } = notice;
      const [title, body] = [write(notice.title), write(notice.body)];
      shown.push({ kind, title, body });
      if (!isSupported()) return;
      const notification = create({ title, body });
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
