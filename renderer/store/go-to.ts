import type { Screen } from '../../electron/contract/screens.ts';
import { hashOf } from './navigation.ts';

/** Goes to a screen, or a part of it. The address's hash holds the place, so that Back works. */
export function goTo(screen: Screen, part: string | null = null): void {
  window.location.hash = hashOf(screen, part);
}
