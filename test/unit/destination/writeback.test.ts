import fs, { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { beginWriteback, EarlySync, expectWriteback } from '../../../electron/engine/destination/writeback.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const onLinux = process.platform === 'linux';

test('changes nothing of a file', async () => {
  const path = join(await temporaryFolder(), 'file');
  const descriptor = openSync(path, 'wx');
  expectWriteback(descriptor);
  writeSync(descriptor, 'abc');
  beginWriteback(path);
  writeSync(descriptor, 'def');
  closeSync(descriptor);
  expect(readFileSync(path, 'utf8')).toBe('abcdef');
});

test('is no matter where there is no file', async () => {
  const path = join(await temporaryFolder(), 'gone');
  expect(() => beginWriteback(path)).not.toThrow();
  expect(() => new EarlySync().begin(path)).not.toThrow();
});

test.runIf(onLinux)('syncs one file at a time, by its own descriptor, and closes that', async () => {
  const path = join(await temporaryFolder(), 'file');
  fs.writeFileSync(path, 'abc');
  const syncs: { readonly descriptor: number; readonly end: () => void }[] = [];
  const closed: number[] = [];
  vi.spyOn(fs, 'fdatasync').mockImplementation((descriptor, end) => {
    syncs.push({ descriptor, end: () => end(null) });
  });
  const { close } = fs;
  vi.spyOn(fs, 'close').mockImplementation((descriptor, end) => {
    closed.push(descriptor);
    close(descriptor, end);
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
  const early = new EarlySync();
  early.begin(path);
  early.begin(path);
  expect(syncs).toHaveLength(1);
  syncs[0]?.end();
  await vi.waitFor(() => {
    early.begin(path);
    expect(syncs).toHaveLength(2);
  });
  expect(closed).toEqual([syncs[0]?.descriptor]);
  syncs[1]?.end();
});
