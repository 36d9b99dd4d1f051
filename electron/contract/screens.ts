/** The screens of the page, in the order of its navigation; what leads to the last two stands on the others. */
export const screens = [
  'overview',
  'photos',
  'albums',
  'takeout',
  'activity',
  'problems',
  'settings',
  'restore',
  'setup',
] as const;
export type Screen = (typeof screens)[number];

/** The part of the page's address that leads to a screen. */
export function screenHash(screen: Screen): string {
  return `#/${screen}`;
}
