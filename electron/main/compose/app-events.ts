import { createEmitter, type Emitter } from '../../base/emitter.ts';
import type { KnownUpdate } from '../system/updates.ts';
import type { TrayCommand } from '../tray/tray-model.ts';

/**
 * What one part of the program tells another that is built later. They are made before everything else, so that no
 * builder has to reach for what does not exist yet.
 */
export interface AppEvents {
  /** A person chose an entry of the tray or of the menu. */
  readonly commands: Emitter<TrayCommand>;
  /** A person clicked on a notification. */
  readonly notificationClicks: Emitter<void>;
  /** A person wants the update that is ready. */
  readonly installRequests: Emitter<void>;
  /** The person chose another language or theme. */
  readonly appearanceChanges: Emitter<void>;
  /** A new version is known. */
  readonly updateFound: Emitter<KnownUpdate>;
}

/** Events that nobody follows yet. */
export function createAppEvents(): AppEvents {
  return {
    commands: createEmitter(),
    notificationClicks: createEmitter(),
    installRequests: createEmitter(),
    appearanceChanges: createEmitter(),
    updateFound: createEmitter(),
  };
}
