/** How names are made anonymous: equal names stay equal. */
type Hashed = (name: string) => string;

/** Fields of the log that name a file, a folder or a part of an export, and nothing else. */
const named = new Set(['name', 'path', 'folder', 'file', 'subject', 'title']);
const link = /^(?:https?|app):\/\//i;

/** The words of the system name files in quotes or as paths; addresses stay, which are redacted already. */
export function withoutNames(text: string): string {
  return text.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`|\S*[\\/]\S*/g, (found) => (link.test(found) ? found : '[name]'));
}

/** Lines of the shell's log, which are words: without the names in them. Of a stack, the functions and lines stay. */
export function wordsForSupport(log: string): readonly string[] {
  return log.split('\n').map(lineWithoutNames);
}

/**
 * Lines of the engine's log, each an event of JSON: names become hashes, and words lose the names in them. A line that is
 * none, because it broke off, is left out.
 */
export function eventsForSupport(log: string, hashed: Hashed): readonly unknown[] {
  return log.split('\n').flatMap((line) => {
    try {
      return [anonymous('', JSON.parse(line), hashed)];
    } catch {
      return [];
    }
  });
}

function anonymous(name: string, value: unknown, hashed: Hashed): unknown {
  if (typeof value === 'string')
    return named.has(name) ? hashed(value) : value.split('\n').map(lineWithoutNames).join('\n');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => anonymous(name, one, hashed));
  // An error has a name, too, and it is not a file's.
  const isError = 'stack' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, isError && key === 'name' ? one : anonymous(key, one, hashed)]),
  );
}

function lineWithoutNames(line: string): string {
  const frame = /^(\s*at )(.*?)\(?((?:[\w.+-]+:)?[^\s()]*[\\/])?([^\s()\\/]*:\d+:\d+)\)?$/.exec(line);
  // Of the place in the program, its last part says enough: the rest is where somebody has installed it.
  return frame === null ? withoutNames(line) : `${frame[1]}${withoutNames(frame[2] ?? '')}(${frame[4]})`;
}
