import { describe, expect, test } from 'vitest';
import type { DestinationReport } from '../../../electron/contract/models.ts';
import { folderFindings } from '../../../renderer/features/setup/folder-findings.ts';

const good: DestinationReport = {
  path: '/backup',
  identity: null,
  fileSystem: 'ext4',
  freeBytes: 800_000_000_000,
  totalBytes: 2_000_000_000_000,
  location: 'external',
  symlinks: true,
  hardlinks: true,
  caseSensitive: true,
  maxNameBytes: 255,
  albumView: 'symlink',
};
const keysOf = (report: DestinationReport) => folderFindings(report).map(({ key }) => key);
const warningsOf = (report: DestinationReport) =>
  folderFindings(report)
    .filter(({ tone }) => tone === 'warn')
    .map(({ key }) => key);

describe('folderFindings', () => {
  test('a good disk has nothing to warn of', () => {
    expect(keysOf(good)).toEqual(['writable', 'external', 'links']);
    expect(warningsOf(good)).toEqual([]);
  });

  test('an earlier backup is taken over', () => {
    expect(keysOf({ ...good, identity: '5e0cbb1a-5f0e-4f7b-8f5d-3a7f6f6f1f6e' })).toContain('adopted');
  });

  test('a poor disk is warned of in every respect, after what is good', () => {
    const poor = { ...good, location: 'network', albumView: 'copy', fileSystem: 'vfat', freeBytes: 9e9 } as const;
    expect(warningsOf(poor)).toEqual(['network', 'copies', 'no-huge-files', 'space-low']);
    expect(keysOf(poor)[0]).toBe('writable');
  });

  test.each([
    ['vfat', true],
    ['FAT32', true],
    ['msdos', true],
    ['exfat', false],
    [null, false],
  ])('%s has a limit of 4 GB a file: %s', (fileSystem, limited) => {
    expect(keysOf({ ...good, fileSystem }).includes('no-huge-files')).toBe(limited);
  });

  test.each([
    ['symlink', 'links'],
    ['hardlink', 'hardlinks'],
    ['copy', 'copies'],
    ['none', 'no-albums'],
  ] as const)('albums by %s', (albumView, key) => {
    expect(keysOf({ ...good, albumView })).toContain(key);
  });

  test('an unknown place is not guessed at', () => {
    expect(keysOf({ ...good, location: 'unknown' })).toEqual(['writable', 'links']);
  });
});
