import type { Clock } from '../../base/clock.ts';
import { assertNever } from '../../contract/result.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Notice } from '../system/notices.ts';

/** Says things about exports, each once, or once a day. */
export interface NotificationThrottle {
  /** `about` is the same for the same thing, in every life of the program. */
  readonly tell: (about: string, often: 'once' | 'daily', notice: Notice) => void;
}

const dayMs = 24 * 60 * 60_000;
/** What was said so long ago is no longer there. */
const rememberedMs = 400 * dayMs;

/** A teller that remembers in the settings. Says nothing when the person wants no notices of problems. */
export function createNotificationThrottle({
  settings,
  clock,
  notify,
}: {
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly notify: (notice: Notice) => void;
}): NotificationThrottle {
  return {
    tell: (about, often, notice) => {
      const { notifyProblems, toldAboutExports } = settings.read();
      const now = clock.now().getTime();
      const last = toldAboutExports[about];
      if (!notifyProblems || (last !== undefined && !isDue(often, now - Date.parse(last)))) return;
      const recent = Object.entries(toldAboutExports).filter(([, at]) => now - Date.parse(at) < rememberedMs);
      settings.write({
        toldAboutExports: { ...Object.fromEntries(recent), [about]: clock.now().toISOString() },
      });
      notify(notice);
    },
  };
}

function isDue(often: 'once' | 'daily', sinceMs: number): boolean {
  switch (often) {
    case 'once':
      return false;
    case 'daily':
      return sinceMs >= dayMs;
    default:
      return assertNever(often);
  }
}
