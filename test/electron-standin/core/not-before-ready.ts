/** What of a module is not to be used before the app is ready: everything, making objects of it, or some members. */
type Rule = { readonly members: 'all' | 'new' | readonly string[]; readonly message: string };

const SESSION = 'Session can only be received when app is ready';
const DIALOG = 'dialog module can only be used after app is ready';

/** Electron's own refusals; BrowserWindow has its refusal in its constructor. */
const RULES: Readonly<Record<string, Rule>> = {
  Tray: { members: 'new', message: 'Cannot create Tray before app is ready' },
  Notification: { members: 'new', message: 'Cannot create Notification before app is ready' },
  utilityProcess: { members: ['fork'], message: 'utilityProcess cannot be created before app is ready.' },
  screen: { members: 'all', message: "The 'screen' module can't be used before the app 'ready' event" },
  session: { members: ['defaultSession'], message: SESSION },
  // These two work on the default session.
  protocol: { members: ['handle', 'unhandle', 'isProtocolHandled'], message: SESSION },
  net: { members: ['fetch'], message: SESSION },
  dialog: {
    members: ['showOpenDialog', 'showSaveDialog', 'showMessageBox'].flatMap((name) => [name, `${name}Sync`]),
    message: DIALOG,
  },
};

/** Makes the members of `electron` refuse what Electron refuses before the app is ready. */
export function notBeforeReady<T extends object>(electron: T, isReady: () => boolean): T {
  for (const [name, rule] of Object.entries(RULES)) {
    const mustBeReady = (): void => {
      if (!isReady()) throw new TypeError(rule.message);
    };
    const written: unknown = Reflect.get(electron, name);
    if (written !== null && (typeof written === 'object' || typeof written === 'function')) {
      Reflect.set(electron, name, new Proxy(written, refusing(rule, mustBeReady)));
    }
  }
  return electron;
}

function refusing({ members }: Rule, mustBeReady: () => void): ProxyHandler<object> {
  if (members === 'new') {
    return {
      construct(target, args, newTarget) {
        mustBeReady();
        return Reflect.construct(target as new () => object, args, newTarget);
      },
    };
  }
  return {
    get(target, member, receiver) {
      const isRuled = typeof member === 'string' && (members === 'all' || members.includes(member));
      if (isRuled && member in target) mustBeReady();
      const value: unknown = Reflect.get(target, member, receiver);
      // A method finds its private fields on what it was written for, not on this wrapper.
      return members === 'all' && typeof value === 'function' ? value.bind(target) : value;
    },
  };
}
