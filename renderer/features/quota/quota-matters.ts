import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import { readsLibrary } from '../../../electron/contract/library-route.ts';
import type { QuotaState } from '../../../electron/contract/models.ts';

/** From so much of a limit on a person may want to know of it before it is met. */
const nearlyUsed = 0.8;

/** Whether the Overview shows the limits: to who reads the library, and to anyone whom they slow down or stop. */
export function showsQuotaCard(snapshot: AppSnapshot): boolean {
  const { quota } = snapshot;
  return quota !== null && (readsLibrary(snapshot) ? quotaMatters(quota) : quota.state !== 'ok');
}

/**
 * Whether Google's limits concern a person now: they slow a backup down, stop it, or are nearly used up. Else they are
 * found in the settings.
 */
export function quotaMatters(quota: QuotaState | null): boolean {
  if (quota === null) return false;
  return (
    quota.state !== 'ok' ||
    [quota.apiRequests, quota.mediaRequests].some(({ used, limit }) => used >= limit * nearlyUsed)
  );
}
