/**
 * The keys of a freedesktop entry file's group `[Desktop Entry]`, without those in `except`. Throws when the text has
 * another group or a line that is no entry.
 * Source: https://specifications.freedesktop.org/desktop-entry-spec/latest/basic-format.html
 */
export function desktopEntryKeys(text: string, except: readonly string[]): Readonly<Record<string, string>> {
  const [group, ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (group !== '[Desktop Entry]') throw new Error('A desktop entry begins with [Desktop Entry]');
  const keys = lines.map((line) => {
    const [, key, value] = /^([A-Za-z0-9-]+)=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) throw new Error(`Not an entry: ${line}`);
    return [key, value] as const;
  });
  return Object.fromEntries(keys.filter(([key]) => !except.includes(key)));
}
