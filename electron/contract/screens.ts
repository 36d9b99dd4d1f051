/** The screens of the page, in the order of its navigation. */
export const screens = [
  'overview',
  'photos',
  'albums',
  'takeout',
  'activity',
  'problems',
  'settings',
  'setup',
] as const;
export type Screen = (typeof screens)[number];

/** The part of the page's address that leads to a screen. */
export function screenHash(screen: Screen): string {
  return `#/${screen}`;
}
