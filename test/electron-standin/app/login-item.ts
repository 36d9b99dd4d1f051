/** How a system keeps login items. */
export type LoginItemFacts = {
  /** As on Windows. macOS keeps none, but tells the app that it was opened at login. */
  readonly keepsArguments: boolean;
  /** This start of the app is the session's own. */
  readonly isOpenedAtLogin: boolean;
};

/** What the session starts the app with, and what it is told then. */
export type NextLogin = { readonly args: readonly string[]; readonly item: LoginItem };

/** The app's login item. On Linux Electron keeps none; what was set is told again, so that settings can be tested. */
export class LoginItem {
  readonly #facts: LoginItemFacts;
  #opens = false;
  #args: readonly string[] = [];

  constructor(facts: LoginItemFacts) {
    this.#facts = facts;
  }

  set({ openAtLogin = false, args = [] }: Electron.Settings): void {
    this.#opens = openAtLogin;
    this.#args = this.#facts.keepsArguments ? args : [];
  }

  get(): Electron.LoginItemSettings {
    const { keepsArguments, isOpenedAtLogin } = this.#facts;
    return {
      openAtLogin: this.#opens,
      wasOpenedAtLogin: isOpenedAtLogin && !keepsArguments,
      executableWillLaunchAtLogin: this.#opens,
      launchItems: [],
      status: this.#opens ? 'enabled' : 'not-registered',
    };
  }

  /** The next session begins; null when it does not start the app. */
  nextLogin(): NextLogin | null {
    if (!this.#opens) return null;
    return { args: this.#args, item: new LoginItem({ ...this.#facts, isOpenedAtLogin: true }) };
  }
}
