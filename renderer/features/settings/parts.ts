/** The parts of the settings, in their order on the screen; also what stands in the address. */
export const settingsParts = [
  'accounts',
  'client',
  'drive',
  'folder',
  'restore',
  'schedule',
  'limits',
  'albums',
  'appearance',
  'notifications',
  'startup',
  'power',
  'scrub',
  'advanced',
  'about',
] as const;
export type SettingsPart = (typeof settingsParts)[number];
