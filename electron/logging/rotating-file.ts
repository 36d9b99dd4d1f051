import { closeSync, constants, fstatSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { saysFull } from '../base/full-disk.ts';
import { makeFoldersSync } from '../base/make-folders.ts';
import { messageOf } from '../base/message-of.ts';

export interface RotatingFileOptions {
  /** Absolute. */
  readonly file: string;
  /** A file that has reached so many bytes becomes an older one. */
  readonly maxBytes: number;
  /** So many older ones are kept: `name.old.log`, `name.old2.log` … */
  readonly older: number;
  /** Told once when it cannot be written, and again only after it could. */
  readonly onFailure: (words: string) => void;
}

/** A file of lines whose size is bounded. */
export interface RotatingFile {
  /**
   * Adds a line (without its end). It is with the system when this returns, so that a process's last words are not lost.
   * Never throws: a disk that takes no log must not stop a backup.
   */
  readonly write: (line: string) => void;
  /** The end of what was written, by whole lines, at most so many bytes; of the older file, too, when there is room. */
  readonly tail: (bytes: number) => string;
  /** A file under one of its names that holds something else than events in lines of JSON; null when there is none. */
  readonly foreign: () => string | null;
  readonly close: () => void;
}

interface OpenFile {
  readonly descriptor: number;
  bytes: number;
}

/** A file of lines, for its owner alone (0600). It is opened by the first line. */
export function rotatingFile(options: RotatingFileOptions): RotatingFile {
  const { file, maxBytes, older, onFailure } = options;
  let open: OpenFile | null = null;
  let isFailing = false;

  function close(): void {
    const last = open;
    open = null;
    if (last === null) return;
    try {
      closeSync(last.descriptor);
    } catch {
      // The disk is gone, and the file with it.
    }
  }

  function append(line: string): void {
    if (open !== null && open.bytes >= maxBytes) {
      close();
      shift(file, older);
    }
    open ??= openToAppend(file);
    // What broke off in the middle of a line is not continued by the next.
    const bytes = Buffer.from(`${isFailing && open.bytes > 0 ? '\n' : ''}${line}\n`);
    for (let from = 0; from < bytes.byteLength; ) {
      const written = writeSync(open.descriptor, bytes, from);
      open.bytes += written;
      from += written;
    }
  }

  return {
    write: (line) => {
      try {
        append(line);
        isFailing = false;
      } catch (thrown) {
        close();
        if (!isFailing) onFailure(failureOf(file, thrown));
        isFailing = true;
      }
    },
    tail: (bytes) => {
      const { text, size } = endOf(file, bytes);
      return size < bytes && older > 0 ? `${endOf(olderName(file, 1), bytes - size).text}${text}` : text;
    },
    foreign: () => {
      const names = [file, ...Array.from({ length: older }, (_, age) => olderName(file, age + 1))];
      return names.find((name) => holdsSomethingElse(name)) ?? null;
    },
    close,
  };
}

/** With the way out where the disk alone is to blame. */
function failureOf(file: string, thrown: unknown): string {
  const wayOut = saysFull(thrown) ? ' Free some space on its disk.' : '';
  return `The log cannot be written: ${messageOf(thrown)}. It is ${file}.${wayOut}`;
}

/** A first line is enough: events have their level and name in it. */
const judgedBytes = 64 << 10;

function holdsSomethingElse(file: string): boolean {
  let descriptor: number | null = null;
  try {
    // A pipe or device is no file that anybody could lose.
    if (!statSync(file).isFile()) return false;
    descriptor = openSync(file, 'r');
    const buffer = Buffer.alloc(judgedBytes);
    const read = buffer.toString('utf8', 0, readSync(descriptor, buffer));
    const [line = ''] = read.split('\n', 1);
    return read !== '' && !/^\{.*"(?:level|event)":/.test(line);
  } catch (thrown) {
    // What is not there is nobody's; what cannot be read may be anybody's.
    return errnoOf(thrown) !== 'ENOENT';
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function openToAppend(file: string): OpenFile {
  makeFoldersSync(dirname(file), 0o700);
  // A pipe that nobody reads is an error, and not waited for.
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  const descriptor = openSync(file, flags, 0o600);
  return { descriptor, bytes: fstatSync(descriptor).size };
}

/** `afterimage.log` → `afterimage.old.log`, `afterimage.old2.log` … */
function olderName(file: string, age: number): string {
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}.old${age === 1 ? '' : age}${ext}`);
}

/** Every file becomes one older; the oldest goes. */
function shift(file: string, older: number): void {
  if (older === 0) return rmSync(file, { force: true });
  rmSync(olderName(file, older), { force: true });
  for (let age = older - 1; age >= 1; age -= 1) {
    try {
      renameSync(olderName(file, age), olderName(file, age + 1));
    } catch {
      // There have not been so many yet.
    }
  }
  renameSync(file, olderName(file, 1));
}

/** The last lines of a file, and how long it is; nothing when there is none. */
function endOf(file: string, bytes: number): { readonly text: string; readonly size: number } {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, 'r');
    const { size } = fstatSync(descriptor);
    const from = Math.max(0, size - bytes);
    const buffer = Buffer.alloc(Math.min(size, bytes));
    const read = readSync(descriptor, buffer, 0, buffer.byteLength, from);
    const text = buffer.toString('utf8', 0, read);
    // The first line may have been cut.
    return { text: from === 0 ? text : text.slice(text.indexOf('\n') + 1), size };
  } catch {
    // No line was ever written, or none can be read.
    return { text: '', size: 0 };
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
