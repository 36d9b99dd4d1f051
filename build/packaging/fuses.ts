import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';

/** One of Electron's fuses: what the packaged program can and cannot do, whatever the JavaScript in it says. */
interface Fuse {
  readonly isOn: boolean;
  readonly reason: string;
}

/**
 * Every fuse that Electron 45 has, by its name in `@electron/fuses`. A fuse that a later Electron adds stops the
 * packaging until it is decided here.
 */
export const fuses: Readonly<Record<keyof typeof FuseV1Options, Fuse>> = {
  RunAsNode: {
    isOn: false,
    reason: 'ELECTRON_RUN_AS_NODE would turn a signed program that may read the keychain into a Node for anybody.',
  },
  EnableCookieEncryption: {
    isOn: false,
    reason: 'There are no cookies: the page makes no network requests. Switched on, Chromium would ask for a keychain.',
  },
  EnableNodeOptionsEnvironmentVariable: {
    isOn: false,
    reason: 'NODE_OPTIONS could load foreign code into the program that holds the sign-in.',
  },
  EnableNodeCliInspectArguments: {
    isOn: false,
    reason: '--inspect would open a debugger, and with it the refresh token, to every program of the user.',
  },
  EnableEmbeddedAsarIntegrityValidation: {
    isOn: true,
    reason: 'A changed app.asar does not start (macOS and Windows; Electron does not check it on Linux).',
  },
  OnlyLoadAppFromAsar: {
    isOn: true,
    reason: 'A folder resources/app laid beside app.asar would otherwise be started in its place, unchecked.',
  },
  LoadBrowserProcessSpecificV8Snapshot: { isOn: false, reason: 'No snapshot of our own is shipped.' },
  GrantFileProtocolExtraPrivileges: {
    isOn: false,
    reason: 'The page comes from app://; nothing is loaded from file://.',
  },
  WasmTrapHandlers: {
    isOn: true,
    reason: 'As Electron ships it: the HTTP parser of undici is WebAssembly, and checks by hand would slow it down.',
  },
};

/** The same for `@electron/fuses`; every fuse in the binary must be named. */
export function fuseConfig(): FuseConfig {
  const on = (name: keyof typeof FuseV1Options): boolean => fuses[name].isOn;
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    [FuseV1Options.RunAsNode]: on('RunAsNode'),
    [FuseV1Options.EnableCookieEncryption]: on('EnableCookieEncryption'),
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: on('EnableNodeOptionsEnvironmentVariable'),
    [FuseV1Options.EnableNodeCliInspectArguments]: on('EnableNodeCliInspectArguments'),
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on('EnableEmbeddedAsarIntegrityValidation'),
    [FuseV1Options.OnlyLoadAppFromAsar]: on('OnlyLoadAppFromAsar'),
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: on('LoadBrowserProcessSpecificV8Snapshot'),
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: on('GrantFileProtocolExtraPrivileges'),
    [FuseV1Options.WasmTrapHandlers]: on('WasmTrapHandlers'),
  };
}
