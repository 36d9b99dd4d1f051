import { cancellableEvent } from '../core/cancellable-event.ts';
import { LoudEmitter } from '../core/loud.ts';
import type { Recorder } from '../core/recorder.ts';

/** `Notification`: recorded when shown; clicks come from tests, as `notification.emit('click')`. */
export class Notification extends LoudEmitter {
  readonly #recorder: Recorder;
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  urgency: NonNullable<Electron.NotificationConstructorOptions['urgency']>;
  timeoutType: NonNullable<Electron.NotificationConstructorOptions['timeoutType']>;
  actions: Electron.NotificationAction[];

  constructor(recorder: Recorder, options: Electron.NotificationConstructorOptions = {}) {
    super('Notification');
    this.#recorder = recorder;
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = options.actions ?? [];
  }

  show(): void {
    this.#recorder.record('notification.show', { title: this.title, body: this.body });
    this.emit('show', cancellableEvent({}));
  }
  close(): void {
    this.#recorder.record('notification.close', { title: this.title });
    this.emit('close', cancellableEvent({}));
  }
}
