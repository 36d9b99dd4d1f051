import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rotatingFile } from '../../../electron/logging/rotating-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function opened(options: { readonly maxBytes?: number; readonly older?: number; readonly file?: string } = {}) {
  const folder = await temporaryFolder();
  const failures: string[] = [];
  const path = options.file ?? join(folder, 'logs', 'engine.log');
  const { maxBytes = 1_000, older = 3 } = options;
  const file = rotatingFile({ file: path, maxBytes, older, onFailure: (words) => failures.push(words) });
  return { folder, file, path, failures };
}

describe('rotatingFile', () => {
  it('is for its owner alone, and is there when a line is', async () => {
    const { file, path } = await opened();
    file.write('one');
    expect(readFileSync(path, 'utf8')).toBe('one\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('goes on with what is there', async () => {
    const { file, path } = await opened();
    mkdirSync(join(path, '..'));
    writeFileSync(path, 'yesterday\n');
    file.write('today');
    expect(file.tail(1_000)).toBe('yesterday\ntoday\n');
  });

  it('is bounded in size and in number', async () => {
    const { file, path } = await opened({ maxBytes: 1_000, older: 2 });
    for (let line = 0; line < 200; line += 1) file.write(`${line} ${'x'.repeat(95)}`);
    const folder = join(path, '..');
    expect(readdirSync(folder).toSorted()).toEqual(['engine.log', 'engine.old.log', 'engine.old2.log']);
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).size).toBeLessThan(1_200);
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(path, 'utf8')).toContain('\n199 x');
  });

  it('gives its end by whole lines, over the turn of a file, and never more than was asked', async () => {
    const { file } = await opened({ maxBytes: 100, older: 1 });
    for (let line = 0; line < 20; line += 1) file.write(`line ${line}`);
    expect(file.tail(20)).toBe('line 18\nline 19\n');
    expect(file.tail(90).length).toBeLessThanOrEqual(90);
    expect(file.tail(90)).toMatch(/^(line \d+\n){8,12}$/);
    expect((await opened()).file.tail(100)).toBe('');
  });

  it('tells once that it cannot be written, throws nothing, and goes on when it can', async () => {
    const folder = await temporaryFolder();
    const inTheWay = join(folder, 'logs');
    writeFileSync(inTheWay, 'a file where the folder should be');
    const { file, path, failures } = await opened({ file: join(inTheWay, 'engine.log') });
    for (let line = 0; line < 5; line += 1) file.write(`lost ${line}`);
    expect(failures).toEqual([expect.stringMatching(/^The log cannot be written: E/)]);
    rmSync(inTheWay);
    file.write('kept');
    expect(readFileSync(path, 'utf8')).toBe('kept\n');
    file.close();
    rmSync(inTheWay, { recursive: true });
    writeFileSync(inTheWay, '');
    file.write('lost again');
    expect(failures).toHaveLength(2);
  });

  it.skipIf(process.platform !== 'linux')('a full disk ends nothing', async () => {
    const { file, failures } = await opened({ file: '/dev/full' });
    for (let line = 0; line < 3; line += 1) file.write('x'.repeat(100));
    expect(failures).toEqual([expect.stringContaining('ENOSPC')]);
  });

  it.skipIf(process.getuid?.() === 0)('a folder without the right to write ends nothing', async () => {
    const { file, folder, failures } = await opened();
    chmodSync(folder, 0o500);
    file.write('lost');
    chmodSync(folder, 0o700);
    expect(failures).toHaveLength(1);
  });
});
