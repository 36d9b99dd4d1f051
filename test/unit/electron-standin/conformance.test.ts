import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { electronUses, unwrittenUses } from '../../electron-standin/conformance/app-usage.ts';
import { electronMainNames, exportedNames, findCounterparts } from '../../electron-standin/conformance/counterparts.ts';
import { unknownEvents } from '../../electron-standin/conformance/events.ts';
import { electronFailures, errorEmitters } from '../../electron-standin/conformance/failures.ts';
import { memberFaults } from '../../electron-standin/conformance/member-faults.ts';
import { electronPromises } from '../../electron-standin/conformance/promises.ts';
import { loadTypedProgram } from '../../electron-standin/conformance/typed-program.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const standin = join(project, 'test', 'electron-standin');
const sample = join(standin, 'conformance', 'sample');
const app = [join(project, 'electron', 'main'), join(project, 'electron', 'preload'), join(standin, 'selftest', 'app')];
const typed = loadTypedProgram(project, [...app, sample]);
const counterparts = findCounterparts(typed);
const unwritten = unwrittenUses(electronUses(typed), typed, counterparts);
/** The product alone, and the breaches that are planted for these tests. */
const product = {
  ...typed,
  appFiles: typed.appFiles.filter(({ fileName }) => fileName.startsWith(join(project, 'electron'))),
};
const planted = {
  ...typed,
  appFiles: typed.appFiles.filter(({ fileName }) => fileName.endsWith('floats-and-fails.ts')),
};

test('every member of the stand-in exists in Electron’s typings, of a kind and with types that fit', () => {
  const names = counterparts.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['App', 'BrowserWindow', 'WebContents', 'Session', 'Dialog', 'IpcRenderer']),
  );
  expect(counterparts.flatMap((counterpart) => memberFaults(typed, counterpart))).toEqual([]);
});

test('a member that departs from Electron is found', () => {
  const [tray, menu] = ['Tray', 'Menu'].map((name) => counterparts.find((one) => one.name === name));
  if (!tray || !menu) throw new Error('the stand-in has neither Tray nor Menu');
  const faults = memberFaults(typed, { name: 'Tray', standin: tray.standin, electron: menu.electron });
  expect(faults).toContain('Tray.setToolTip does not exist in Electron');
});

test('the stand-in exports exactly what Electron offers to the main process, or says what is missing', () => {
  const [ours, theirs] = [exportedNames(typed), electronMainNames(typed)];
  expect([...ours].filter((name) => !theirs.has(name))).toEqual([]);
  // Importing one of these fails at once, with the name in the message.
  const missing = [...theirs].filter((name) => !ours.has(name)).sort();
  expect(missing).toEqual(['IpcMainServiceWorker', 'WebSocket', 'sharedTexture']);
});

test('every event that the stand-in emits exists in Electron', () => {
  expect(unknownEvents(typed)).toEqual([]);
});

test('everything that the app uses of Electron exists in the stand-in', () => {
  expect(unwritten.filter((use) => !use.includes('sample/'))).toEqual([]);
});

test('a use of something that is not written is found', () => {
  expect(unwritten.filter((use) => use.includes('uses-too-much'))).toEqual([
    'GlobalShortcut.register (conformance/sample/uses-too-much.ts:5)',
    'App.getGPUFeatureStatus (conformance/sample/uses-too-much.ts:6)',
  ]);
});

describe('nothing that Electron promises, or fails in, goes to nobody', () => {
  const where = (name: string, place: string): string => `${name} in ${place.replace(/^.*\/|:\d+$/g, '')}`;

  /** Emitters that hear their own errors, with the lines that do it: what they hear is in the log. */
  const hearThemselves: Readonly<Record<string, readonly [file: string, line: string]>> = {
    AppUpdater: ['AppUpdater.js', 'this.on("error", (error) => {\n            this._logger.error('],
    // Electron's own, on macOS. Nothing but electron-updater starts it.
    AutoUpdater: ['MacUpdater.js', 'this.nativeUpdater.on("error", it => {\n            this._logger.warn(it);'],
  };

  test('every promise of Electron’s is awaited, returned or caught', () => {
    const uses = electronPromises(product);
    const members = uses.map(({ member }) => member);
    expect(members).toEqual(
      expect.arrayContaining(['App.whenReady', 'Dialog.showOpenDialog', 'Shell.openExternal', 'Shell.openPath']),
    );
    expect(members).toEqual(expect.arrayContaining(['BrowserWindow.loadURL', 'IpcRenderer.invoke']));
    expect(members).toContain('AppUpdater.checkForUpdates');
    const floating = uses.filter(({ isFloating }) => isFloating).map(({ member, place }) => where(member, place));
    expect(floating).toEqual([]);
  });

  test('a promise that nobody hears is found', () => {
    const floating = electronPromises(planted).filter(({ isFloating }) => isFloating);
    expect(floating.map(({ member, place }) => `${member}${place.replace(/^.*:/, ':')}`)).toEqual([
      'Shell.openPath:8',
      'Clipboard.writeText:10',
      'Shell.openPath:11',
      'Shell.openExternal:12',
      'Shell.openExternal:13',
      'Shell.openPath:18',
      'Shell.openPath:19',
    ]);
    expect(electronPromises(planted).filter(({ isFloating }) => !isFloating)).toHaveLength(9);
  });

  test('every emitter of errors has a listener for them', () => {
    const emitters = errorEmitters(product);
    expect(emitters.map(({ className }) => className)).toEqual(
      expect.arrayContaining(['UtilityProcess', 'AppUpdater']),
    );
    const unheard = emitters.filter(({ className, isHeard }) => !isHeard && !Object.hasOwn(hearThemselves, className));
    expect(unheard.map(({ className, place }) => where(className, place))).toEqual([]);
  });

  test.each(Object.entries(hearThemselves))('%s hears its own errors', (_name, [file, line]) => {
    expect(readFileSync(join(project, 'node_modules', 'electron-updater', 'out', file), 'utf8')).toContain(line);
  });

  test('an emitter of errors that nobody listens to is found', () => {
    expect(errorEmitters(planted)).toEqual([
      { className: 'AutoUpdater', place: expect.stringMatching(/:2$/), isHeard: true },
      { className: 'AppUpdater', place: expect.stringMatching(/:3$/), isHeard: false },
      { className: 'UtilityProcess', place: expect.stringMatching(/:42$/), isHeard: false },
      { className: 'ClientRequest', place: expect.stringMatching(/:44$/), isHeard: true },
      { className: 'ClientRequest', place: expect.stringMatching(/:46$/), isHeard: false },
      { className: 'AppUpdater', place: expect.stringMatching(/:48$/), isHeard: true },
    ]);
  });

  test('every failure that a class in use can tell is heard, or there is a reason', () => {
    const reasons: Readonly<Record<string, string>> = {
      'App.certificate-error': 'The page makes no requests to any network.',
      'App.continue-activity-error': 'The app takes part in no Handoff.',
      'AppUpdater.error': 'Hears itself, see above.',
      'AutoUpdater.error': 'Hears itself, see above.',
      'BrowserWindow.unresponsive': 'WebContents tells the same.',
      'Session.spellcheck-dictionary-download-failure': 'The spell checker is off.',
      'UtilityProcess.error': 'Each one is listened to, see above.',
      'WebContents.certificate-error': 'The page makes no requests to any network.',
      'WebContents.did-fail-provisional-load': 'did-fail-load tells the same, without what was cancelled.',
    };
    const { told, unheard } = electronFailures(product);
    expect(told).toEqual(expect.arrayContaining(['App.child-process-gone', 'WebContents.preload-error']));
    expect(unheard.filter((event) => !Object.hasOwn(reasons, event))).toEqual([]);
  });

  test('a failure that nobody hears is found', () => {
    expect(electronFailures(planted)).toEqual({
      told: ['AppUpdater.error', 'AutoUpdater.error', 'ClientRequest.error', 'UtilityProcess.error'],
      unheard: ['UtilityProcess.error'],
    });
  });
});
