/**
 * To be loaded before a program (`--import`, in each of its threads): makes some of its calls of `node:fs` below a folder
 * fail, as AFTERIMAGE_TEST_DISK says ({@link DiskFaults}). Which ones depends on the seed and the thread alone.
 */
import disk from 'node:fs';
import diskPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { threadId } from 'node:worker_threads';
import { seededRandom } from './seeded-random.ts';

/** What fails, and how. */
export interface DiskFaults {
  readonly below: string;
  readonly seed: number;
  /** Of all calls, from 0 to 1. */
  readonly share: number;
  readonly errnos: readonly string[];
}

type Call = (...values: readonly unknown[]) => unknown;

const asynchronous = [
  ...['copyFile', 'link', 'lstat', 'mkdir', 'open', 'opendir', 'readdir', 'readFile', 'readlink', 'rename', 'rm'],
  ...['rmdir', 'stat', 'symlink', 'unlink', 'utimes', 'lutimes', 'writeFile'],
];
const synchronous = [
  ...['copyFileSync', 'linkSync', 'lstatSync', 'mkdirSync', 'openSync', 'readdirSync', 'renameSync', 'rmSync'],
  ...['statSync', 'unlinkSync', 'utimesSync', 'lutimesSync'],
];
const ofDescriptors = ['readSync', 'writeSync', 'fsyncSync', 'fdatasyncSync', 'fstatSync', 'futimesSync'];
const ofHandles = ['appendFile', 'datasync', 'read', 'readFile', 'stat', 'sync', 'utimes', 'write', 'writeFile'];

/** Node has no names for these (electron/base/errno.ts). */
const nameless: Readonly<Record<string, number>> = { ESTALE: -116, EDQUOT: -122 };

const told = process.env['AFTERIMAGE_TEST_DISK'];
if (told !== undefined) failSometimes(JSON.parse(told));

function failSometimes({ below, seed, share, errnos }: DiskFaults): void {
  const chance = seededRandom(seed + threadId);
  const descriptors = new Set<unknown>();
  const isBelow = (value: unknown): boolean =>
    typeof value === 'string' && (value === below || value.startsWith(`${below}${sep}`));
  const take = (call: string): void => {
    if (chance() >= share) return;
    throw systemError(errnos[Math.floor(chance() * errnos.length)] ?? 'EIO', call);
  };
  for (const call of asynchronous) {
    replace(diskPromises, call, (original) => async (...values) => {
      const isOurs = values.some(isBelow);
      if (isOurs) take(call);
      const result = await Reflect.apply(original, diskPromises, values);
      if (isOurs && call === 'open' && typeof result === 'object' && result !== null) watchHandle(result, take);
      return result;
    });
  }
  for (const call of synchronous) {
    replace(disk, call, (original) => (...values) => {
      const isOurs = values.some(isBelow);
      if (isOurs) take(call);
      const result = Reflect.apply(original, disk, values);
      if (isOurs && call === 'openSync') descriptors.add(result);
      return result;
    });
  }
  for (const call of ofDescriptors) {
    replace(disk, call, (original) => (...values) => {
      if (descriptors.has(values[0])) take(call);
      return Reflect.apply(original, disk, values);
    });
  }
  replace(disk, 'closeSync', (original) => (...values) => {
    descriptors.delete(values[0]);
    return Reflect.apply(original, disk, values);
  });
  syncBuiltinESMExports();
}

function watchHandle(handle: object, take: (call: string) => void): void {
  for (const call of ofHandles) {
    replace(handle, call, (original) => async (...values) => {
      take(call);
      return Reflect.apply(original, handle, values);
    });
  }
}

function replace(target: object, name: string, replacement: (original: Call) => Call): void {
  const original: unknown = Reflect.get(target, name);
  if (!isCall(original)) throw new Error(`node:fs has no ${name}`);
  Reflect.set(target, name, replacement(original));
}

function isCall(value: unknown): value is Call {
  return typeof value === 'function';
}

/** As Node throws it. */
function systemError(errno: string, syscall: string): Error {
  const number = nameless[errno];
  const code = number === undefined ? errno : `Unknown system error ${number}`;
  const message = `${code}: injected, ${syscall}`;
  return Object.assign(new Error(message), { code, syscall, ...(number === undefined ? {} : { errno: number }) });
}
