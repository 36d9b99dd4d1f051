import { closeSync, constants, existsSync, fstatSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { copyContentSync } from '../../../base/copy-content.ts';
import { renameDurably } from '../../../base/durable-file.ts';
import { ProblemError, problem } from '../../../contract/problem.ts';

/** Where SQLite keeps what is not yet in the database file itself. */
const companions = ['-wal', '-shm', '-journal'] as const;

/** The header of every SQLite file (https://www.sqlite.org/fileformat2.html#the_database_header). */
const magic = 'SQLite format 3\0';
const headerLength = 100;
const versionOffset = 60;

/**
 * The version in a catalog's header, read without SQLite so that the file stays untouched; null when there is no file
 * or it is empty. Throws `catalog-damaged` when the file is no SQLite database.
 */
export function versionInHeader(file: string): number | null {
  if (!existsSync(file)) return null;
  const header = Buffer.alloc(headerLength);
  // A pipe has no header either; SQLite would wait for somebody to write to it.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  let length: number;
  try {
    if (!fstatSync(descriptor).isFile()) {
      throw new ProblemError(problem('data-folder-unusable', { subject: file, detail: 'It is no file.' }));
    }
    length = readSync(descriptor, header, 0, headerLength, 0);
  } finally {
    closeSync(descriptor);
  }
  if (length === 0) return null;
  if (length < headerLength || header.toString('latin1', 0, magic.length) !== magic) {
    throw new ProblemError(problem('catalog-damaged', { detail: 'The file is not a database.' }));
  }
  return header.readUInt32BE(versionOffset);
}

/**
 * Moves a damaged catalog out of the way, with whatever SQLite keeps beside it, and keeps it there. Returns its new
 * path, or null when there was no file. `at` (ISO 8601) becomes part of the name. The catalog must be closed.
 */
export function setCatalogAside(file: string, at: string): string | null {
  if (!existsSync(file)) return null;
  const aside = unusedName(`${file}.damaged-${at.replaceAll(/[^0-9TZ]/gu, '')}`);
  for (const companion of companions) {
    if (existsSync(`${file}${companion}`)) renameSync(`${file}${companion}`, `${aside}${companion}`);
  }
  renameSync(file, aside);
  return aside;
}

/** Removes a closed database and what SQLite keeps beside it: a copy that nobody needs, or a catalog that holds nothing. */
export function removeDatabase(file: string): void {
  for (const name of [file, ...companions.map((companion) => `${file}${companion}`)]) rmSync(name, { force: true });
}

/**
 * Copies a closed database so that the copy is either whole or not there, also after a power cut. `to` may lie in a
 * folder that others write to: a link at either of the names that are used there is replaced, never written through.
 */
export function copyDurably(from: string, to: string): void {
  const partial = `${to}.partial`;
  rmSync(partial, { force: true });
  copyContentSync(from, partial);
  renameDurably(partial, to);
}

function unusedName(wanted: string): string {
  let name = wanted;
  for (let number = 2; existsSync(name); number += 1) name = `${wanted}-${number}`;
  return name;
}
