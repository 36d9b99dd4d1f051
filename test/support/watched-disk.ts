import disk from 'node:fs';
import diskPromises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { relative, sep } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StepFaults } from './step-faults.ts';

const asynchronous = [
  ...['copyFile', 'link', 'lstat', 'mkdir', 'open', 'opendir', 'readFile', 'readdir', 'readlink', 'rename', 'rm'],
  ...['rmdir', 'stat', 'symlink', 'unlink', 'utimes', 'lutimes', 'writeFile'],
];
const synchronous = [
  ...[
    'copyFileSync',
    'linkSync',
    'lstatSync',
    'mkdirSync',
    'openSync',
    'renameSync',
    'rmSync',
    'statSync',
    'unlinkSync',
    'utimesSync',
  ],
];
const ofHandles = [
  'appendFile',
  'close',
  'datasync',
  'read',
  'readFile',
  'stat',
  'sync',
  'write',
  'writeFile',
] as const;

/**
 * Makes every call of `node:fs` on something below `folder` a step, `<call> <path relative to the folder>`, in this
 * thread, until the returned function is called or the test ends. A call with two paths below the folder is named by its
 * second: where something goes.
 */
export function watchDisk(folder: string, faults: StepFaults): () => void {
  const stepOf = (call: string, values: readonly unknown[]): string | null => {
    const below = values.filter((value) => typeof value === 'string').filter((value) => isBelow(folder, value));
    const path = below.at(-1);
    return path === undefined ? null : `${call} ${relative(folder, path).replaceAll(sep, '/')}`;
  };
  const restore = [
    ...asynchronous.map((call) =>
      replaced(diskPromises, call, (original) => async (...values: readonly unknown[]) => {
        const step = stepOf(call, values);
        if (step !== null) faults.take(step);
        const result: unknown = await Reflect.apply(original, diskPromises, values);
        return step !== null && call === 'open' ? watchedHandle(result, step, faults) : result;
      }),
    ),
    ...synchronous.map((call) =>
      replaced(disk, call, (original) => (...values: readonly unknown[]): unknown => {
        const step = stepOf(call, values);
        if (step !== null) faults.take(step);
        return Reflect.apply(original, disk, values);
      }),
    ),
  ];
  syncBuiltinESMExports();
  const stop = (): void => {
    for (const undo of restore.splice(0)) undo();
    syncBuiltinESMExports();
  };
  onTestFinished(stop);
  return stop;
}

type Call = (...values: readonly unknown[]) => unknown;

function replaced(module: object, name: string, replacement: (original: Call) => Call): () => void {
  const original: unknown = Reflect.get(module, name);
  if (!isCall(original)) throw new Error(`node:fs has no ${name}`);
  Reflect.set(module, name, replacement(original));
  return () => void Reflect.set(module, name, original);
}

function isCall(value: unknown): value is Call {
  return typeof value === 'function';
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}${sep}`);
}

/** Closing always closes, so that a planned fault leaks no descriptor. */
function watchedHandle(opened: unknown, step: string, faults: StepFaults): unknown {
  if (!isHandle(opened)) return opened;
  for (const call of ofHandles) {
    const original: unknown = Reflect.get(opened, call);
    if (!isCall(original)) continue;
    Reflect.set(opened, call, async (...values: readonly unknown[]) => {
      try {
        faults.take(step.replace('open', call));
      } catch (planned) {
        if (call === 'close') await Reflect.apply(original, opened, []);
        throw planned;
      }
      return Reflect.apply(original, opened, values);
    });
  }
  return opened;
}

function isHandle(value: unknown): value is FileHandle {
  return typeof value === 'object' && value !== null && 'fd' in value;
}
