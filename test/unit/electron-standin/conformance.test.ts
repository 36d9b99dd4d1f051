import { join } from 'node:path';
import { expect, test } from 'vitest';
import { electronUses, unwrittenUses } from '../../electron-standin/conformance/app-usage.ts';
import { electronMainNames, exportedNames, findCounterparts } from '../../electron-standin/conformance/counterparts.ts';
import { unknownEvents } from '../../electron-standin/conformance/events.ts';
import { memberFaults } from '../../electron-standin/conformance/member-faults.ts';
import { loadTypedProgram } from '../../electron-standin/conformance/typed-program.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const standin = join(project, 'test', 'electron-standin');
const sample = join(standin, 'conformance', 'sample');
const app = [join(project, 'electron', 'main'), join(project, 'electron', 'preload'), join(standin, 'selftest', 'app')];
const typed = loadTypedProgram(project, [...app, sample]);
const counterparts = findCounterparts(typed);
const unwritten = unwrittenUses(electronUses(typed), typed, counterparts);

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
  expect(unwritten.filter((use) => use.includes('sample/'))).toEqual([
    'GlobalShortcut.register (conformance/sample/uses-too-much.ts:5)',
    'App.getGPUFeatureStatus (conformance/sample/uses-too-much.ts:6)',
  ]);
});
