import fs from 'node:fs';

/** `node:fs` as it was before the archives were laid over it: what reads the archives themselves. */
export const originalFs = {
  closeSync: fs.closeSync,
  mkdtempSync: fs.mkdtempSync,
  openSync: fs.openSync,
  readSync: fs.readSync,
  realpathSync: fs.realpathSync,
  rmSync: fs.rmSync,
  statSync: fs.statSync,
  writeFileSync: fs.writeFileSync,
} as const;
