const groups = {
  archives: ['zip', 'tar', 'gzip'],
  media: ['exif', 'iso-media', 'heic', 'pictures'],
  texts: ['sidecar', 'folder-names', 'client-file', 'settings'],
  'index-pages': ['index-page'],
  messages: ['ipc', 'engine-messages', 'session-bus'],
  imports: ['import', 'snapshot', 'adoption'],
  google: ['google-library', 'google-picker', 'google-bytes', 'token-endpoint'],
} as const;

/** The names of everything that is fuzzed. */
export const targetNames: readonly string[] = Object.values(groups).flat();

/** Address of the module whose `fuzzTargets` holds a target: only what is fuzzed is loaded. */
export function moduleOf(target: string): string {
  const group = Object.entries(groups).find(([, names]) => names.some((name) => name === target))?.[0];
  if (group === undefined) throw new Error(`There is no target ${target}; there are ${targetNames.join(', ')}.`);
  return new URL(`./targets/${group}.ts`, import.meta.url).href;
}
