import { onlyWhatIsWritten } from '../core/not-implemented.ts';

/** `app.commandLine`: Chromium's switches, those of the command line included. */
export class AppSwitches {
  readonly #switches = new Map<string, string>();
  readonly #arguments: string[] = [];

  /** @param given `--name` or `--name=value` from the command line */
  constructor(given: readonly string[]) {
    for (const one of given) {
      const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(one) ?? [];
      this.#switches.set(name, value);
    }
  }

  /** The object that the app sees. */
  static facade(switches: AppSwitches): Electron.CommandLine {
    return onlyWhatIsWritten('app.commandLine', {
      appendSwitch: (name, value = '') => void switches.#switches.set(name.toLowerCase(), value),
      appendArgument: (value) => void switches.#arguments.push(value),
      hasSwitch: (name) => switches.#switches.has(name.toLowerCase()),
      getSwitchValue: (name) => switches.#switches.get(name.toLowerCase()) ?? '',
      removeSwitch: (name) => void switches.#switches.delete(name.toLowerCase()),
    });
  }

  /** All switches as Chromium takes them. */
  get all(): readonly string[] {
    return [...this.#switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }
}
