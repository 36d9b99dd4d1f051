/**
 * Each builder of the main process, on its own: what it is handed has no more than the members named here, so building
 * it touches nothing else.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { describe, expect, it, vi } from 'vitest';
import type { Accounts } from '../../../electron/account/accounts.ts';
import { createEmitter } from '../../../electron/base/emitter.ts';
import { droppedChannel, ipcChannel } from '../../../electron/contract/channels.ts';
import type { DesktopSettings } from '../../../electron/contract/desktop-models.ts';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import type { AccountController } from '../../../electron/main/account/account-controller.ts';
import type { KeychainService } from '../../../electron/main/account/keychain-service.ts';
import { createAppLanguage } from '../../../electron/main/appearance/app-language.ts';
import { buildAccount } from '../../../electron/main/compose/account.ts';
import { createAppEvents } from '../../../electron/main/compose/app-events.ts';
import { followAppearance } from '../../../electron/main/compose/appearance.ts';
import { buildBackground } from '../../../electron/main/compose/background.ts';
import { begin, followKeychain } from '../../../electron/main/compose/begin.ts';
import type { Foundation } from '../../../electron/main/compose/foundation.ts';
import { buildLifetime } from '../../../electron/main/compose/lifetime.ts';
import { buildPage } from '../../../electron/main/compose/page.ts';
import { buildProcesses } from '../../../electron/main/compose/processes.ts';
import { buildProgram } from '../../../electron/main/compose/program.ts';
import { buildSnapshot } from '../../../electron/main/compose/snapshot.ts';
import { buildSurface, type Surface } from '../../../electron/main/compose/surface.ts';
import { buildUpdates, updatesFrom } from '../../../electron/main/compose/updates.ts';
import { buildViews } from '../../../electron/main/compose/views.ts';
import { buildWork, type Work } from '../../../electron/main/compose/work.ts';
import type { DecoderSupervisor } from '../../../electron/main/decoder-process/decoder-supervisor.ts';
import { desktopSettingsOf } from '../../../electron/main/first-snapshot.ts';
import type { SettingsChange, SettingsStore } from '../../../electron/main/settings/settings-store.ts';
import { storedSettingsSchema } from '../../../electron/main/settings/stored-settings.ts';
import type { Shell } from '../../../electron/main/shell.ts';
import type { EngineSupervisor } from '../../../electron/main/supervision/engine-supervisor.ts';
import type { Notifier } from '../../../electron/main/system/notifier.ts';
import type { ShellCommands } from '../../../electron/main/system/system-commands.ts';
import type { UpdatePort } from '../../../electron/main/system/updates.ts';
import { NativeTheme } from '../../electron-standin/ui/native-theme.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { settingsWith, write } from './support/app-state.ts';
import { FakeClock, settled } from './support/fake-clock.ts';
import { fakeOf } from './support/fake-of.ts';
import { plainScreen, screensOf } from './support/window-place.ts';

// Outside Electron the package "electron" names its executable; with this variable it does so without fetching one.
vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/nowhere');
const { openFoundation } = await import('../../../electron/main/compose/foundation.ts');

/** What nearly every builder is handed, and what they did with it. */
function stores() {
  const lines: string[] = [];
  const calls: string[] = [];
  let stored = settingsWith();
  const settings: SettingsStore = {
    read: () => stored,
    write: (change) => {
      stored = storedSettingsSchema.parse({ ...stored, ...change });
    },
  };
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  const log = (line: string): void => void lines.push(line);
  const version = '0.1.0';
  const snapshot = buildSnapshot({ settings, settingsProblem: null, version, platform: 'linux', clock });
  return { settings, clock, log, snapshot, lines, calls, call: (name: string) => () => void calls.push(name) };
}

const linux = { platform: 'linux', env: {}, execPath: '/app/afterimage', resourcesPath: '/nowhere' } as const;

describe('openFoundation', () => {
  it('opens settings and log, and writes down what crashes', async () => {
    const crashes = fakeOf<Pick<NodeJS.Process, 'on'>>({ on: () => process });
    const app = new EventEmitter();
    const opened = openFoundation({
      app: fakeOf<Electron.App>({ on: app.on.bind(app) as never }),
      process: crashes,
      dataFolder: await temporaryFolder(),
      home: '/home/me',
    });
    expect(opened.settingsProblem).toBeNull();
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'killed', exitCode: 9 });
    expect(opened.log.recent()).toContain('A process is gone: GPU, killed, exit code 9');
    const before = opened.clock.now().getTime();
    opened.clock.advance(3_600_000);
    expect(opened.clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe('buildSnapshot', () => {
  it('begins with the problem of the settings', () => {
    const { settings, clock } = stores();
    const damaged = problem('settings-damaged');
    const options = { settings, version: '1.2.3', platform: 'darwin', clock } as const;
    expect(buildSnapshot({ ...options, settingsProblem: damaged }).current()).toMatchObject({
      trouble: damaged,
      version: '1.2.3',
      platform: 'darwin',
    });
    expect(buildSnapshot({ ...options, settingsProblem: null }).current().trouble).toBeNull();
  });
});

describe('buildAccount', () => {
  it('asks for the browser with the consent page alone, and remembers who is in use', async () => {
    const { settings, clock, log, snapshot } = stores();
    const opened: unknown[] = [];
    const accounts = fakeOf<Accounts>({
      tokenStore: { kind: 'memory', warnings: [] },
      signIn: async ({ onAuthorizeUrl }) => {
        onAuthorizeUrl('https://accounts.example/auth?x');
        return failed(problem('sign-in-cancelled'));
      },
      list: async () => ok([]),
      client: async () => ok(null),
    });
    const controller = buildAccount({
      accounts: { accounts, keychain: fakeOf<KeychainService>({ state: () => ({ kind: 'open' }) }) },
      commands: {
        openSignIn: async (...given) => {
          opened.push(given);
          return ok(undefined);
        },
      },
      endpoints: { authorize: 'https://accounts.example/auth' },
      ...{ settings, clock, log, snapshot },
    });
    expect(opened).toEqual([]);
    await controller.signIn('library', null);
    expect(opened).toEqual([['https://accounts.example/auth?x', 'https://accounts.example/auth']]);
  });
});

describe('buildProcesses', () => {
  it('starts no process before it is told to', () => {
    const { clock, log, snapshot } = stores();
    const forked: string[] = [];
    const { supervisor } = buildProcesses({
      utilityProcess: {
        fork: (script) => {
          forked.push(script);
          return Object.assign(new EventEmitter(), { postMessage: () => undefined, kill: () => true, pid: 7 }) as never;
        },
      },
      places: { app: '/app', data: '/data' },
      start: { endpoints: googleEndpoints, timeScale: 1, verbose: false },
      tokens: fakeOf({}),
      ...{ clock, log, snapshot },
    });
    expect(forked).toEqual([]);
    supervisor.start();
    expect(forked).toEqual([join('/app', 'out', 'main', 'engine.js')]);
  });
});

/** Window, tray and notifications over parts of Electron that only count. */
function openSurface(events = createAppEvents(), isDark = true) {
  const { settings, clock, log, lines, calls, call } = stores();
  const windows: { window: EventEmitter; options: Electron.BrowserWindowConstructorOptions }[] = [];
  const app = new EventEmitter();
  const autoUpdater = new EventEmitter();
  class PlayedWindow extends EventEmitter {
    readonly webContents = new EventEmitter();
    readonly loadURL = async (): Promise<void> => undefined;
    readonly isMinimized = (): boolean => false;
    readonly isMaximized = (): boolean => false;
    readonly isFullScreen = (): boolean => false;
    readonly hide = call('hide');
    readonly getNormalBounds = (): Electron.Rectangle => ({ ...plainScreen, x: 30 });
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super();
      calls.push('window');
      windows.push({ window: this, options });
    }
  }
  class PlayedTray extends EventEmitter {
    readonly setToolTip = (): void => undefined;
    readonly setContextMenu = (): void => undefined;
  }
  const electron = fakeOf<typeof Electron>({
    app: fakeOf<Electron.App>({ isPackaged: false, on: app.on.bind(app) as never }),
    autoUpdater: fakeOf<Electron.AutoUpdater>({ on: autoUpdater.on.bind(autoUpdater) as never }),
    BrowserWindow: PlayedWindow as never,
    nativeTheme: fakeOf<Electron.NativeTheme>({ shouldUseDarkColors: isDark }),
    screen: screensOf([{ bounds: plainScreen }]).screens as Electron.Screen,
    Tray: PlayedTray as never,
  });
  const surface = buildSurface({
    ...{ electron, events, settings, clock, log },
    platform: 'linux',
    language: () => 'en',
    appFolder: '/app',
    isTrayShown: async () => true,
    write,
  });
  return { surface, events, calls, settings, lines, windows };
}

describe('buildSurface', () => {
  it('shows nothing yet, and opens the window when a notification is clicked', () => {
    const { events, calls } = openSurface();
    expect(calls).toEqual([]);
    events.notificationClicks.emit();
    expect(calls).toEqual(['window']);
  });

  it('keeps the place of the window in the settings, where it is found again', () => {
    const { surface, settings, windows } = openSurface();
    const kept = { x: 200, y: 100, width: 900, height: 600, isMaximized: false };
    settings.write({ windowPlace: kept, toldAboutTray: true });
    surface.window.show();
    expect(windows[0]?.options).toMatchObject({ x: 200, y: 100, width: 900, height: 600 });
    windows[0]?.window.emit('show');
    windows[0]?.window.emit('close', { preventDefault: () => undefined });
    expect(settings.read().windowPlace).toEqual({ ...plainScreen, x: 30, isMaximized: false });
  });

  it('closes the window also when its place cannot be kept, and writes down why', () => {
    const { surface, settings, windows, lines, calls } = openSurface();
    settings.write({ toldAboutTray: true });
    surface.window.show();
    windows[0]?.window.emit('show');
    const write = vi.spyOn(settings, 'write').mockImplementation(() => {
      throw new Error('No space left');
    });
    windows[0]?.window.emit('close', { preventDefault: () => undefined });
    write.mockRestore();
    expect(lines).toEqual(['The place of the window was not kept: No space left']);
    expect(calls.at(-1)).toBe('hide');
  });

  it.each([
    [true, '#171311'],
    [false, '#faf6f0'],
  ])('gives the window the paper of its page before that is there (dark: %s)', (isDark, paper) => {
    const { surface, windows } = openSurface(createAppEvents(), isDark);
    surface.window.show();
    expect(windows[0]?.options.backgroundColor).toBe(paper);
    const tokens = readFileSync(join(import.meta.dirname, '../../../renderer/app/tokens.css'), 'utf8');
    const [, light, dark] = /--paper: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? [];
    expect(paper).toBe(isDark ? dark : light);
  });

  it('hands the entries of the tray to whoever follows, built before or after it', () => {
    const events = createAppEvents();
    const heard: string[] = [];
    events.commands.listen((command) => heard.push(`before: ${command}`));
    const { surface } = openSurface(events);
    events.commands.listen((command) => heard.push(`after: ${command}`));
    surface.tray.click('back-up');
    expect(heard).toEqual(['before: back-up', 'after: back-up']);
  });
});

/** Language and theme over a desktop that is light and English; `calls` tells what followed. */
function openAppearance(change: SettingsChange = {}) {
  const { settings, calls, call } = stores();
  settings.write(change);
  const events = createAppEvents();
  const language = createAppLanguage({ getLocale: () => 'en-GB' }, settings.read().language);
  const theme = new NativeTheme((source) => void calls.push(`pages: ${source}`));
  const whatIsUsed: unknown = theme;
  const menus: string[][] = [];
  followAppearance({
    electron: {
      app: fakeOf<Electron.App>({ isPackaged: true }),
      Menu: fakeOf<typeof Electron.Menu>({
        buildFromTemplate: (template) => {
          menus.push(template.flatMap(({ label }) => label ?? []));
          return fakeOf({});
        },
        setApplicationMenu: call('menu'),
      }),
      nativeTheme: whatIsUsed as Electron.NativeTheme,
    },
    surface: { window: { reload: call('reload'), recolour: call('recolour') } },
    views: { showTray: call('tray') },
    platform: 'linux',
    ...{ events, settings, language },
  });
  return { settings, events, language, theme, menus, calls };
}

describe('followAppearance', () => {
  it('has the chosen theme and language before a window is there', () => {
    const { theme, menus, calls } = openAppearance({ theme: 'dark', language: 'de' });
    expect(theme.shouldUseDarkColors).toBe(true);
    expect(menus.at(-1)).toContain('&Ansicht');
    expect(calls).toEqual(['menu', 'pages: dark']);
  });

  it('changes the theme of pages and window, and builds nothing again for that', () => {
    const { settings, events, theme, calls } = openAppearance();
    calls.length = 0;
    settings.write({ theme: 'dark' });
    events.appearanceChanges.emit();
    expect(theme.themeSource).toBe('dark');
    expect(calls).toEqual(['pages: dark', 'recolour']);
    events.appearanceChanges.emit();
    expect(calls).toHaveLength(2);
  });

  it('changes the language of menu, tray and page', () => {
    const { settings, events, language, menus, calls } = openAppearance();
    calls.length = 0;
    settings.write({ language: 'es' });
    events.appearanceChanges.emit();
    expect(language.current()).toBe('es');
    expect(menus.at(-1)).toContain('&Archivo');
    expect(calls).toEqual(['menu', 'tray', 'reload']);
    settings.write({ language: 'system' });
    events.appearanceChanges.emit();
    expect(menus.at(-1)).toContain('&View');
    expect(calls).toEqual(['menu', 'tray', 'reload', 'menu', 'tray', 'reload']);
  });

  it('follows the system in the colour of the window', () => {
    const { theme, calls } = openAppearance();
    calls.length = 0;
    theme.emit('updated');
    expect(calls).toEqual(['recolour']);
  });
});

/** The shell over a folder that opens or does not. */
function openBackground(opens = true) {
  const { calls, call, lines, ...rest } = stores();
  const events = createAppEvents();
  const ended = createEmitter<void>();
  const shell = buildBackground({
    app: fakeOf<Electron.App>({ quit: call('quit') }),
    net: { isOnline: () => true },
    process: linux,
    supervisor: fakeOf({}),
    surface: {
      window: { show: call('show window'), isLookedAt: () => false },
      notifier: { notify: call('notify') },
    },
    work: fakeOf<Work>({
      runs: fakeOf<Work['runs']>({ busy: false, onEnded: (listener: () => void) => void ended.listen(listener) }),
      backups: fakeOf({}),
      scrubs: fakeOf({}),
      drive: fakeOf({}),
      restores: fakeOf({}),
      library: fakeOf({}),
      destinations: fakeOf({}),
    }),
    commands: {
      openFolder: async (path) => {
        calls.push(`open ${path}`);
        return opens ? ok(undefined) : failed(problem('folder-not-opened', { detail: 'no file manager' }));
      },
    },
    supply: () => ({ onBattery: false, metered: 'unknown' }),
    events,
    ...rest,
  });
  return { shell, events, calls, lines };
}

describe('buildBackground', () => {
  it('looks at nothing before it begins, and does what tray and menu say', async () => {
    const { events, calls } = openBackground();
    expect(calls).toEqual([]);
    events.installRequests.listen(() => calls.push('install'));
    for (const command of ['install-update', 'quit', 'open', 'open-folder'] as const) events.commands.emit(command);
    await settled();
    expect(calls).toEqual(['install', 'quit', 'show window', 'open /disk/Backup']);
  });

  it('shows the window when the folder cannot be opened, and writes down why', async () => {
    const { events, calls, lines } = openBackground(false);
    events.commands.emit('open-folder');
    await settled();
    expect(calls).toEqual(['open /disk/Backup', 'show window']);
    expect(lines).toEqual(['The backup folder could not be opened: no file manager']);
  });
});

describe('buildWork', () => {
  it('asks neither engine, account nor disk', () => {
    const { settings, clock, log, snapshot, calls } = stores();
    const supervisor = fakeOf<EngineSupervisor>({
      ask: async () => {
        calls.push('ask');
        return failed(problem('engine-crashed'));
      },
      onRunEvent: () => void calls.push('follow runs'),
      onRestoreEvent: () => void calls.push('follow restores'),
      onVerifyProgress: () => void calls.push('follow verifications'),
    });
    const work = buildWork({
      ...{ supervisor, settings, clock, log, snapshot },
      accounts: fakeOf<AccountController>({
        active: async () => failed(problem('token-missing')),
        refresh: async () => undefined,
        drive: fakeOf<AccountController['drive']>({}),
      }),
      commands: fakeOf<ShellCommands>({}),
      dialog: fakeOf({}),
      app: fakeOf({}),
      endpoints: googleEndpoints,
      supply: () => ({ onBattery: false, metered: 'unknown' }),
      notifier: fakeOf<Notifier>({ notify: () => void calls.push('notify') }),
      write,
    });
    expect(calls.toSorted()).toEqual(['follow restores', 'follow runs', 'follow verifications']);
    expect(work.runs.busy).toBe(false);
  });
});

/** How the program ends, over parts that only tell their turn. */
function openLifetime() {
  const { calls, call, log, lines } = stores();
  const stop = createEmitter<void>();
  const lifetime = buildLifetime({
    shell: { stop: call('shell') },
    keychain: { stop: call('keychain') },
    runs: { close: call('runs') },
    restores: { close: call('restores') },
    takeout: { end: call('takeout') },
    supervisor: {
      stop: (milliseconds) => {
        calls.push(`engine within ${milliseconds}`);
        return new Promise((resolve) => stop.listen(resolve));
      },
      stopAndWait: (milliseconds) => void calls.push(`engine at once within ${milliseconds}`),
    },
    decoder: { stop: call('decoder') },
    log,
  });
  return { lifetime, calls, lines, engineStops: stop.emit };
}

describe('buildLifetime', () => {
  it('ends what starts work, then what does it, once', async () => {
    const { lifetime, calls, engineStops } = openLifetime();
    const first = lifetime.shutDown();
    const second = lifetime.shutDown();
    expect(second).toBe(first);
    expect(calls.toSorted()).toEqual(['engine within 8000', 'keychain', 'restores', 'runs', 'shell', 'takeout']);
    expect(calls.at(-1)).toBe('engine within 8000');
    engineStops();
    await first;
    expect(calls.at(-1)).toBe('decoder');
    expect(calls).toHaveLength(7);
  });

  it('has ended when the answer to the end of a session returns', () => {
    const { lifetime, calls, lines } = openLifetime();
    lifetime.endSession();
    expect(calls).toEqual(['shell', 'runs', 'restores', 'takeout', 'engine at once within 3000', 'decoder']);
    expect(lines).toEqual(['Ended with the session']);
  });
});

function updatesDeps() {
  return {
    ...{ process: linux, runs: { busy: false } },
    app: fakeOf<Electron.App>({ isPackaged: false, quit: () => undefined }),
    lifetime: { shutDown: async () => undefined },
  };
}

describe('buildUpdates', () => {
  it('asks nobody where there is no feed, and takes a request that comes to nothing', () => {
    const { settings, clock, log, snapshot } = stores();
    const events = createAppEvents();
    const updates = buildUpdates({ ...updatesDeps(), ...{ events, settings, snapshot, clock, log } });
    events.installRequests.emit();
    updates.begin();
    expect(updates.known()).toBeNull();
    expect(clock.waiting).toBe(0);
    expect(snapshot.current().hasUpdateFeed).toBe(false);
  });

  it('asks its feed only once the person has said yes, and then at once; a default of old is no yes', async () => {
    const { settings, clock, log, snapshot } = stores();
    const asked: string[] = [];
    const port: UpdatePort = {
      canInstall: true,
      check: async () => {
        asked.push('check');
        return null;
      },
      download: async () => undefined,
      install: async () => undefined,
    };
    settings.write({ checkForUpdates: true });
    const events = createAppEvents();
    const updates = updatesFrom(port, { ...updatesDeps(), ...{ events, settings, snapshot, clock, log } });
    expect(snapshot.current().hasUpdateFeed).toBe(true);
    updates.begin();
    clock.advance(2 * 24 * 3_600_000);
    expect(asked).toEqual([]);
    const say = (answer: Partial<DesktopSettings>): void => {
      settings.write(answer);
      snapshot.change({ settings: desktopSettingsOf(settings.read()) });
    };
    say({ answeredUpdates: true, checkForUpdates: false });
    clock.advance(2 * 24 * 3_600_000);
    expect(asked).toEqual([]);
    say({ checkForUpdates: true });
    expect(asked).toEqual(['check']);
    say({ theme: 'dark' });
    expect(asked).toEqual(['check']);
  });
});

describe('buildViews', () => {
  it('follows the snapshot with page, tray and taskbar, and tells of an update', async () => {
    const { snapshot, calls, call } = stores();
    const events = createAppEvents();
    const views = buildViews({
      surface: {
        window: { send: call('send'), progress: call('progress') },
        tray: { show: call('tray') },
        notifier: { notify: ({ kind }) => void calls.push(`notify ${kind}`) },
      },
      updates: { known: () => null },
      isTrayShown: async () => true,
      ...{ snapshot, events, write },
    });
    expect(calls).toEqual([]);
    views.showTray();
    snapshot.change({ online: false });
    events.updateFound.emit({ version: '1.2.0', canInstall: true });
    await settled();
    expect(calls).toEqual(['tray', 'send', 'tray', 'progress', 'tray', 'notify update']);
  });
});

describe('buildPage', () => {
  it('locks the session down and takes the channels, and opens no window', () => {
    const { settings, clock, snapshot, calls, call } = stores();
    const electron = fakeOf<typeof Electron>({
      app: fakeOf<Electron.App>({ on: call('app') as never }),
      ipcMain: fakeOf<Electron.IpcMain>({ handle: (channel) => void calls.push(channel) }),
      protocol: fakeOf<Electron.Protocol>({ handle: (scheme) => void calls.push(`${scheme}:`) }),
      session: {
        defaultSession: fakeOf<Electron.Session>({
          setPermissionRequestHandler: call('permission'),
          setPermissionCheckHandler: call('permission'),
          setDevicePermissionHandler: call('permission'),
          webRequest: fakeOf<Electron.WebRequest>({ onBeforeRequest: call('requests') }),
        }),
      } as never,
    });
    buildPage({
      app: fakeOf({}),
      process: fakeOf({}),
      places: { app: '/app', data: '/data' },
      home: '/home/me',
      accounts: fakeOf({}),
      work: fakeOf<Work>({
        ...{
          destinations: fakeOf({}),
          runs: fakeOf({}),
          backups: fakeOf({}),
          library: fakeOf({}),
          picks: fakeOf({}),
          verifications: fakeOf({}),
        },
        drive: fakeOf({}),
        restores: fakeOf({}),
        takeout: fakeOf<Work['takeout']>({
          ...{ imports: fakeOf({}), watch: fakeOf({}), folders: fakeOf({}) },
          offers: fakeOf<Work['takeout']['offers']>({ make: async () => failed(problem('usage')) }),
        }),
      }),
      shell: fakeOf({}),
      supervisor: fakeOf<EngineSupervisor>({ ask: async () => failed(problem('engine-crashed')) }),
      commands: fakeOf<ShellCommands>({}),
      isOurs: () => true,
      log: { write: () => undefined, recent: () => '' },
      clock: { now: clock.now, after: clock.after, advance: () => undefined },
      ...{ electron, settings, snapshot },
    });
    expect(calls).toEqual([
      ...['permission', 'permission', 'permission', 'requests', 'app', 'app:'],
      ...[ipcChannel, droppedChannel],
    ]);
  });
});

describe('begin', () => {
  it('resolves with a first screen, and goes on when the folder has been checked', async () => {
    const { settings, snapshot, calls, call } = stores();
    const checked = createEmitter<void>();
    const first = begin({
      supervisor: { start: call('engine') },
      views: { showTray: call('tray') },
      accounts: { refresh: async () => void calls.push('accounts') },
      work: fakeOf<Work>({
        destinations: fakeOf<Work['destinations']>({
          check: () => new Promise((resolve) => checked.listen(() => resolve(failed(problem('destination-missing'))))),
        }),
        library: fakeOf<Work['library']>({
          refresh: async () => void calls.push('library'),
          refreshQuota: async () => void calls.push('quota'),
        }),
        backups: fakeOf<Work['backups']>({ resumeInterrupted: call('backups') }),
        picks: fakeOf<Work['picks']>({ takeUp: call('picks') }),
        restores: fakeOf<Work['restores']>({ takeUp: call('restores') }),
        takeout: fakeOf<Work['takeout']>({ begin: async () => void calls.push('takeout') }),
        drive: fakeOf<Work['drive']>({ begin: async () => void calls.push('drive') }),
      }),
      shell: { begin: call('shell') },
      updates: { begin: call('updates') },
      ...{ settings, snapshot },
    });
    await first;
    expect(calls).toEqual(['engine', 'tray', 'accounts']);
    checked.emit();
    await settled();
    expect(calls.slice(3)).toEqual([
      ...['library', 'quota', 'backups', 'picks', 'restores', 'takeout', 'drive', 'shell', 'updates'],
    ]);
  });
});

describe('followKeychain', () => {
  it('reads the accounts again, and tells the shell of a keychain that is open', async () => {
    const { calls, call } = stores();
    const screen = new EventEmitter();
    let tell: Parameters<KeychainService['onChange']>[0] = () => undefined;
    followKeychain({
      keychain: {
        onChange: (listener) => {
          tell = listener;
        },
        look: async () => void calls.push('look'),
      },
      powerMonitor: screen,
      accounts: { refresh: async () => void calls.push('refresh') },
      shell: { keychainOpened: call('opened') },
    });
    screen.emit('unlock-screen');
    tell({ kind: 'opening' }, { kind: 'opening' });
    await settled();
    tell({ kind: 'open' }, { kind: 'opening' });
    await settled();
    expect(calls).toEqual(['look', 'refresh', 'refresh', 'opened']);
  });
});

describe('buildProgram', () => {
  it('puts every clock forward, and looks at everything after a sleep', () => {
    const { calls, call } = stores();
    const events = createAppEvents();
    const program = buildProgram({
      surface: fakeOf<Surface>({
        tray: fakeOf({}),
        window: fakeOf<Surface['window']>({ show: call('show') }),
        notifier: fakeOf<Notifier>({ shown: [] }),
      }),
      lifetime: { shutDown: async () => undefined, endSession: call('end session') },
      shell: fakeOf<Shell>({ suspended: call('suspended'), look: call('look'), supplyChanged: call('supply') }),
      keychain: { look: async () => void calls.push('keychain') },
      takeout: { look: call('takeout') },
      processes: fakeOf({
        supervisor: fakeOf<EngineSupervisor>({
          advance: (milliseconds) => void calls.push(`engine ${milliseconds}`),
          pid: () => 7,
        }),
        decoder: fakeOf<DecoderSupervisor>({ pid: () => 8, inFlight: () => 0 }),
      }),
      foundation: {
        clock: fakeOf<Foundation['clock']>({ advance: (milliseconds) => void calls.push(`clock ${milliseconds}`) }),
        log: { write: () => undefined, recent: () => '' },
      },
      events,
    });
    events.commands.listen((command) => calls.push(command));
    program.dispatch('stop');
    program.advance(5);
    program.onResume();
    expect(calls).toEqual(['stop', 'clock 5', 'engine 5', 'look', 'takeout', 'keychain', 'look', 'takeout']);
    expect([program.enginePid(), program.decoderPid(), program.picturesInFlight()]).toEqual([7, 8, 0]);
  });
});
