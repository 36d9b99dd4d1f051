import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import type { Archives, Inside } from './archives.ts';
import { invalidArchive } from './errors.ts';
import { exists, onDisk, readings } from './reading.ts';

type Call = (...args: readonly unknown[]) => unknown;

/** What a call does whose path leads into an archive; `proceed` calls Node's own function. */
type Layered = (at: Inside, args: readonly unknown[], proceed: Call) => unknown;

/**
 * Lays archives over `node:fs` and `process.dlopen`, in the places where Electron does (its lib/node/asar-fs-wrapper.ts):
 * reading whole files, listing, asking for type and size. Opening and copying work on a copy outside of the archive.
 * Everything else (writing, `opendir`, `watch`, `cp`, starting programs, a working directory) meets a plain file where it
 * wants a folder, and fails with `ENOTDIR`.
 */
export function layOverFs(archives: Archives): void {
  for (const [name, reading] of Object.entries(readings)) {
    over(archives, fs, `${name}Sync`, 0, (at, args) => reading(at, optionsIn(args)));
    over(archives, fs, name, 0, (at, args) => callBack(args, () => reading(at, optionsIn(args))));
    over(archives, fs.promises, name, 0, async (at, args) => reading(at, optionsIn(args)));
  }
  over(archives, fs, 'existsSync', 0, exists);
  over(archives, fs, 'exists', 0, (at, args) => {
    const callback = callbackIn(args);
    process.nextTick(() => callback(exists(at)));
  });
  Reflect.set(fs.exists, promisify.custom, async (path: string) => fs.existsSync(path));
  for (const [name, copied] of [
    ['open', opened],
    ['copyFile', copiedOut],
  ] as const) {
    over(archives, fs, `${name}Sync`, 0, copied);
    over(archives, fs, name, 0, (at, args, proceed) => orCallBack(args, () => copied(at, args, proceed)));
    over(archives, fs.promises, name, 0, async (at, args, proceed) => copied(at, args, proceed));
  }
  over(archives, process, 'dlopen', 1, loadLibrary);
  syncBuiltinESMExports();
}

function over(archives: Archives, owner: object, name: string, pathArgument: number, layered: Layered): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`node has no ${name}`);
  const wrap = (node: object): Call =>
    function (this: unknown, ...args) {
      const proceed: Call = (...changed) => Reflect.apply(node as Call, this, changed);
      const at = archives.locate(args[pathArgument]);
      return at === undefined ? proceed(...args) : layered(at, args, proceed);
    };
  const wrapped = wrap(original);
  const native: unknown = Reflect.get(original, 'native');
  if (typeof native === 'function') Object.assign(wrapped, { native: wrap(native) });
  Reflect.set(owner, name, wrapped);
}

const copiedOut: Layered = (at, args, proceed) => proceed(onDisk(at), ...args.slice(1));

const opened: Layered = (at, args, proceed) => {
  const [, flags] = args;
  const writes = typeof flags === 'string' ? !/^(r|rs|sr)$/.test(flags) : typeof flags === 'number' && isWriting(flags);
  // Electron would write to the copy, which is lost; the path as it is fails.
  return writes ? proceed(...args) : copiedOut(at, args, proceed);
};

function isWriting(flags: number): boolean {
  const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants;
  return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) !== 0;
}

/**
 * Electron copies a packed library to the folder for temporary files and loads it there, without what it expects beside
 * itself, and outside of what is signed. Nothing of ours may lean on that.
 */
function loadLibrary(at: Inside, args: readonly unknown[], proceed: Call): unknown {
  if (at.archive === undefined) throw invalidArchive(at);
  if (at.archive.file(at.path)?.unpacked !== true) {
    throw new Error(`stand-in Electron: ${at.path} is packed into ${at.archivePath}; a native module must be unpacked`);
  }
  const [module, , ...more] = args;
  return proceed(module, onDisk(at), ...more);
}

function callBack(args: readonly unknown[], read: () => unknown): void {
  orCallBack(args, () => {
    const result = read();
    process.nextTick(() => callbackIn(args)(null, result));
  });
}

/** What goes wrong reaches the callback, later, as everything does. */
function orCallBack(args: readonly unknown[], go: () => unknown): void {
  const callback = callbackIn(args);
  try {
    go();
  } catch (error) {
    process.nextTick(() => callback(error));
  }
}

function callbackIn(args: readonly unknown[]): Call {
  const callback = args.at(-1);
  if (typeof callback !== 'function') throw new TypeError('The "cb" argument must be of type function.');
  return callback as Call;
}

function optionsIn(args: readonly unknown[]): unknown {
  return typeof args[1] === 'function' ? undefined : args[1];
}
