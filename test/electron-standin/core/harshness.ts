/** Ways in which real Electron, on one system or another, is harsher than the stand-in is by default. */
const harshnesses = [
  /** No window ever tells `ready-to-show`, as hidden windows under some Wayland compositors. */
  'ready-to-show-withheld',
  /** The native updater closes the windows before it tells `before-quit`, as on macOS. */
  'close-before-quit',
  /** `utilityProcess` tells `error` (V8 ran out of memory) before `exit`. */
  'utility-error',
  /** Login items keep no arguments, as everywhere but on Windows. */
  'login-arguments-ignored',
  /** The tray's icon is never shown and never tells a click, as under GNOME without AppIndicator. */
  'tray-never-shown',
  /** The keychain answers nothing for its first 30 seconds, as when it waits for its password at login. */
  'keychain-locked',
  /** Utility processes have the system's GLib in memory, as Electron's program has it on Linux (`libgobject-2.0.so.0`). */
  'system-glib',
] as const;

/** One of the ways. */
export type Harshness = (typeof harshnesses)[number];

/**
 * The ways that `STANDIN_HARSH` names, separated by commas. Throws on a name that is none: a test with a misspelt one
 * would prove nothing.
 */
export function harshnessOf(env: NodeJS.ProcessEnv): ReadonlySet<Harshness> {
  const named = (env['STANDIN_HARSH'] ?? '').split(',').filter((name) => name !== '');
  return new Set(
    named.map((name) => {
      const known = harshnesses.find((one) => one === name);
      if (known === undefined) throw new Error(`STANDIN_HARSH: there is no "${name}", only ${harshnesses.join(', ')}`);
      return known;
    }),
  );
}
