import { expect, test } from 'vitest';
import { rawFileImports } from './raw-files.ts';
import { sourceTexts } from './source-files.ts';

/** Who may name paths to the file system, and why. */
const users: Readonly<Record<string, string>> = {
  'electron/engine/destination/fence.ts': 'The fence: looks at the folders on the way, and opens files.',
  'electron/engine/destination/fence-entries.ts': 'The fence: everything else that is done to entries.',
  'electron/engine/destination/inner-folder.ts': 'The fence: makes folders.',
  'electron/engine/destination/move-file.ts': 'The fence: moves one file; the way was looked at.',
  'electron/engine/destination/place-files.ts': 'The fence, for threads that may block: looks at the way, then moves.',
  'electron/engine/destination/same-bytes.ts': 'The fence: looks at two files whose ways were looked at.',
  'electron/engine/destination/across-disks.ts': 'The fence: moves to a disk of its own; the way was looked at.',
  'electron/engine/destination/suitability.ts': 'Looks at a folder that is no backup yet, and at those above it.',
  'electron/engine/destination/probe.ts': 'Works in a fresh folder of its own.',
  'electron/engine/destination/file-system-kind.ts': 'Reads what the system says of its disks.',
  'electron/engine/destination/space-reserve.ts': 'Asks how much of the disk is free.',
};

/** Exports lie outside of the backup, where a person's own links are followed on purpose. */
const exportFiles = 'electron/engine/sources/takeout/archive/';

test('below the backup folder only the fence names paths to the file system', () => {
  const folders = ['electron/engine/destination', 'electron/engine/backup', 'electron/engine/sources'];
  const uses = sourceTexts(folders).flatMap(rawFileImports);
  const fileOf = (use: string): string => use.slice(0, use.indexOf(': '));
  const others = uses.filter((use) => !Object.hasOwn(users, fileOf(use)) && !use.startsWith(exportFiles));
  expect(others, 'Use electron/engine/destination/fence.ts or fence-entries.ts: they follow no link.').toEqual([]);
  for (const path of Object.keys(users)) expect(uses.map(fileOf), 'no longer needs it').toContain(path);
});

test.each([
  ["import { readFile } from 'node:fs/promises';", 'readFile'],
  ["import { constants, openSync as open } from 'fs';", 'openSync'],
  ["import fs from 'node:fs';", '*'],
  ["import * as fs from 'node:fs';", '*'],
  ["export { readFile } from 'node:fs/promises';", '*'],
  ["const fs = await import('node:fs');", '*'],
  ["const fs = process.getBuiltinModule('fs');", '*'],
  ["import { writeFileDurably } from '../../base/durable-file.ts';", 'writeFileDurably'],
])('%s in a run is refused', (text, name) => {
  const path = 'electron/engine/backup/planted.ts';
  expect(rawFileImports({ path, text })).toEqual([`${path}: ${name}`]);
});

test.each([
  ["import type { Stats } from 'node:fs';"],
  ["import { type Dirent, readSync, writeSync } from 'node:fs';"],
  ["import { readFile } from './fence.ts';"],
])('%s is allowed', (text) => {
  expect(rawFileImports({ path: 'electron/engine/backup/planted.ts', text })).toEqual([]);
});
