import { hashOf, type Screen } from './navigation.ts';

/** Goes to a screen, or a part of it. The address's hash holds the place, so that Back works. */
export function goTo(screen: Screen, part: string | null = null): void {
  window.location.hash = hashOf(screen, part);
}
