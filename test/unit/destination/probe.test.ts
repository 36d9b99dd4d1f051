import { randomUUID } from 'node:crypto';
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileSystemKind } from '../../../electron/engine/destination/file-system-kind.ts';
import { probeDestination, probeForReading } from '../../../electron/engine/destination/probe.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readOnlyView, smallDisk } from './disks.ts';
import { codeOf, identity, openedDestination, valueIn } from './open-folder.ts';

describe('probeDestination', () => {
  test.runIf(process.platform === 'linux')(
    'finds out what a usual Linux disk can do, and leaves no trace',
    async () => {
      const folder = await temporaryFolder();
      const report = valueIn(await probeDestination(folder));
      expect(report).toMatchObject({
        path: folder,
        identity: null,
        symlinks: true,
        hardlinks: true,
        caseSensitive: true,
        maxNameBytes: 255,
        albumView: 'symlink',
      });
      expect(report.freeBytes).toBeGreaterThan(0);
      expect(report.totalBytes).toBeGreaterThanOrEqual(report.freeBytes);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test('removes what was left of a trial that was cut off, and no other that may be under way', async () => {
    const folder = await temporaryFolder();
    const [left, fresh] = [`.afterimage-probe-${randomUUID()}`, `.afterimage-probe-${randomUUID()}`];
    for (const name of [left, fresh, '.afterimage-probe-mine']) await mkdir(join(folder, name));
    await writeFile(join(folder, left, 'trial'), 'x');
    const before = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const name of [left, '.afterimage-probe-mine']) await utimes(join(folder, name), before, before);
    valueIn(await probeDestination(folder));
    expect((await readdir(folder)).toSorted()).toEqual([fresh, '.afterimage-probe-mine'].toSorted());
  });

  test('tells the identity of a folder that is a destination already', async () => {
    const { path } = await openedDestination();
    expect(valueIn(await probeDestination(path)).identity).toBe(identity);
  });

  test('a backup on a disk that cannot be written to can be read', async (context) => {
    const view = await readOnlyView(context, (await openedDestination()).path);
    expect(codeOf(await probeDestination(view))).toBe('destination-not-writable');
    expect(valueIn(await probeForReading(view))).toMatchObject({ identity, readOnly: true });
    const empty = await readOnlyView(context, await temporaryFolder());
    expect(codeOf(await probeForReading(empty))).toBe('destination-not-writable');
  });

  test('a folder that is not there', async () => {
    expect(codeOf(await probeDestination(join(await temporaryFolder(), 'gone')))).toBe('destination-missing');
  });

  test('a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, 'x');
    expect(codeOf(await probeDestination(file))).toBe('destination-unsuitable');
  });

  test.runIf(process.platform === 'linux').each(['/', '/etc', '/usr/share', '/proc', '/home'])(
    'the system folder %s',
    async (folder) => {
      expect(codeOf(await probeDestination(folder))).toBe('destination-unsuitable');
    },
  );

  test('a link into a system folder', async () => {
    const link = join(await temporaryFolder(), 'link');
    await symlink('/usr', link);
    expect(codeOf(await probeDestination(link))).toBe('destination-unsuitable');
  });

  test('a folder inside another backup', async () => {
    const { path } = await openedDestination();
    await mkdir(join(path, 'Photos'));
    expect(codeOf(await probeDestination(join(path, 'Photos')))).toBe('destination-unsuitable');
  });

  test.each(['data', 'not/yet/there', 'way/not there'])("a folder around Afterimage's own data: %s", async (data) => {
    const folder = await temporaryFolder();
    const outside = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    await symlink(folder, join(outside, 'way'));
    const dataFolder = join(data.startsWith('way') ? outside : folder, data);
    const probed = await probeDestination(folder, { dataFolder });
    expect(probed).toMatchObject({
      problem: { code: 'destination-unsuitable', detail: expect.stringContaining('data') },
    });
    expect(codeOf(await probeDestination(outside, { dataFolder: `${outside}-data` }))).toBe('none');
  });

  test("Afterimage's own data folder, and folders in it", async () => {
    const dataFolder = await temporaryFolder();
    await mkdir(join(dataFolder, 'inner'));
    expect(codeOf(await probeDestination(dataFolder, { dataFolder }))).toBe('destination-unsuitable');
    expect(codeOf(await probeDestination(join(dataFolder, 'inner'), { dataFolder }))).toBe('destination-unsuitable');
    expect(codeOf(await probeDestination(`${dataFolder}x`, { dataFolder }))).toBe('destination-missing');
  });

  test('a folder with a file where the photos must go', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'Photos'), 'x');
    expect(codeOf(await probeDestination(folder))).toBe('destination-unsuitable');
  });

  test('a read-only disk', async (context) => {
    const view = await readOnlyView(context, await temporaryFolder());
    expect(codeOf(await probeDestination(view))).toBe('destination-not-writable');
  });

  test('a full disk', async (context) => {
    const disk = await smallDisk(context, '64k');
    await writeFile(join(disk, 'filler'), Buffer.alloc(64 * 1024));
    expect(codeOf(await probeDestination(disk))).toBe('destination-full');
    expect(await readdir(disk)).toEqual(['filler']);
  });

  test('its own disk has its own size and name', async (context) => {
    const disk = await smallDisk(context, '1m');
    expect(valueIn(await probeDestination(disk))).toMatchObject({
      fileSystem: 'tmpfs',
      location: 'unknown',
      totalBytes: 1024 * 1024,
    });
  });
});

describe('fileSystemKind', () => {
  async function systemWith(mountInfo: readonly string[]): Promise<{ proc: string; sys: string }> {
    const root = await temporaryFolder();
    const [proc, sys] = [join(root, 'proc'), join(root, 'sys')];
    await mkdir(join(proc, 'self'), { recursive: true });
    await mkdir(join(sys, 'class/block'), { recursive: true });
    await writeFile(join(proc, 'self/mountinfo'), `${mountInfo.join('\n')}\n`);
    return { proc, sys };
  }

  async function withDisk(sys: string, name: string, device: string, removable: string): Promise<void> {
    await mkdir(join(sys, device), { recursive: true });
    await writeFile(join(sys, device, '..', 'removable'), `${removable}\n`);
    await symlink(join(sys, device), join(sys, 'class/block', name));
  }

  const root = '27 1 254:0 / / rw - ext4 /dev/zza1 rw';

  test('the innermost mount counts, blanks in its name included', async () => {
    const roots = await systemWith([root, '30 27 8:1 / /media/My\\040Disk rw - exfat /dev/zzb1 rw']);
    await withDisk(roots.sys, 'zza1', 'devices/pci0/ata1/block/zza/zza1', '0');
    await withDisk(roots.sys, 'zzb1', 'devices/pci0/usb2/2-1/block/zzb/zzb1', '0');
    expect(await fileSystemKind('/media/My Disk/Backup', roots)).toEqual({ fileSystem: 'exfat', location: 'external' });
    expect(await fileSystemKind('/media/My Disks', roots)).toEqual({ fileSystem: 'ext4', location: 'internal' });
  });

  test('an encrypted volume is where the disk below it is', async () => {
    const roots = await systemWith(['30 27 8:1 / / rw - ext4 /dev/zzdm0 rw']);
    await withDisk(roots.sys, 'zzb1', 'devices/pci0/ata2/block/zzb/zzb1', '1');
    await withDisk(roots.sys, 'zzdm0', 'devices/virtual/block/zzdm0', '0');
    await mkdir(join(roots.sys, 'devices/virtual/block/zzdm0/slaves/zzb1'), { recursive: true });
    expect(await fileSystemKind('/home', roots)).toEqual({ fileSystem: 'ext4', location: 'external' });
  });

  test.each(['nfs4', 'cifs', 'fuse.sshfs'])('%s is on the network', async (type) => {
    const roots = await systemWith([root, `31 27 0:40 / /mnt/nas rw shared:1 - ${type} nas:/photos rw`]);
    expect(await fileSystemKind('/mnt/nas/photos', roots)).toEqual({ fileSystem: type, location: 'network' });
  });

  test.each([
    ['ntfs3', 'hardlink'],
    ['fuseblk', 'hardlink'],
    ['cifs', 'hardlink'],
    ['ext4', 'symlink'],
    ['btrfs', 'symlink'],
  ])('albums on %s are shown by %s: Windows cannot follow what Linux links there', async (type, albumView) => {
    const roots = await systemWith([`27 1 254:0 / / rw - ${type} /dev/zza1 rw`]);
    const probed = await probeDestination(await temporaryFolder(), { systemRoots: roots });
    expect(valueIn(probed)).toMatchObject({ fileSystem: type, albumView, symlinks: true, hardlinks: true });
  });

  test('without mountinfo nothing is known', async () => {
    const folder = await temporaryFolder();
    expect(await fileSystemKind('/home', { proc: folder, sys: folder })).toEqual({
      fileSystem: null,
      location: 'unknown',
    });
  });
});
