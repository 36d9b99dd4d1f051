import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DestinationReport } from '../../contract/models.ts';

/** Where Linux lists its mounts and disks; tests pass their own folders. */
export interface SystemRoots {
  readonly proc: string;
  readonly sys: string;
}

/** The real ones. */
export const systemRoots: SystemRoots = { proc: '/proc', sys: '/sys' };

/** The file system under a folder, and where its disk is, as far as the system tells. */
export type FileSystemKind = Pick<DestinationReport, 'fileSystem' | 'location'>;

const unknownKind: FileSystemKind = { fileSystem: null, location: 'unknown' };

const networkTypes =
  /^(nfs\d?|cifs|smb3|smbfs|9p|afs|ceph|glusterfs|davfs|ncpfs|fuse\.(sshfs|davfs2|rclone|s3fs|gvfsd-fuse|glusterfs))$/u;

/**
 * Finds the file system of `folder` (absolute, real path). Known on Linux from `/proc/self/mountinfo` (proc(5)) and
 * sysfs; null and `unknown` elsewhere.
 */
export async function fileSystemKind(folder: string, roots: SystemRoots = systemRoots): Promise<FileSystemKind> {
  const mounts = await readFile(join(roots.proc, 'self/mountinfo'), 'utf8').catch(() => '');
  const mount = mountOf(folder, mounts);
  if (mount === null) return unknownKind;
  if (networkTypes.test(mount.type)) return { fileSystem: mount.type, location: 'network' };
  return { fileSystem: mount.type, location: await diskLocation(mount.device, roots) };
}

interface Mount {
  readonly point: string;
  readonly type: string;
  readonly device: string;
}

function mountOf(folder: string, mountInfo: string): Mount | null {
  let best: Mount | null = null;
  for (const line of mountInfo.split('\n')) {
    const mount = parsedMount(line);
    if (mount === null || !isInside(folder, mount.point)) continue;
    // Of two on one point the later one lies on top.
    if (best === null || mount.point.length >= best.point.length) best = mount;
  }
  return best;
}

function parsedMount(line: string): Mount | null {
  const [before, after] = line.split(' - ');
  const point = before?.split(' ')[4];
  const [type, device] = after?.split(' ') ?? [];
  if (point === undefined || type === undefined || device === undefined) return null;
  return { point: unescaped(point), type, device: unescaped(device) };
}

/** Blanks and backslashes are octal in mountinfo. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/gu, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function isInside(folder: string, parent: string): boolean {
  return parent === '/' || folder === parent || folder.startsWith(`${parent}/`);
}

async function diskLocation(device: string, roots: SystemRoots): Promise<DestinationReport['location']> {
  if (!device.startsWith('/dev/')) return 'unknown';
  try {
    // `/dev/mapper/…` is a link to `/dev/dm-N`.
    const real = await realpath(device).catch(() => device);
    return await blockDeviceLocation(basename(real), roots);
  } catch {
    // A device that sysfs does not know (container, exotic driver) is simply not known.
    return 'unknown';
  }
}

async function blockDeviceLocation(name: string, roots: SystemRoots): Promise<'internal' | 'external'> {
  const device = await realpath(join(roots.sys, 'class/block', name));
  // An encrypted or logical volume is where the disk below it is.
  const [below] = await readdir(join(device, 'slaves')).catch(() => []);
  if (below !== undefined) return blockDeviceLocation(below, roots);
  // USB disks with a spinning platter call themselves not removable: their bus tells.
  if (/\/usb\d+\/|\/mmc_host\//u.test(device)) return 'external';
  const flags = await Promise.all([device, join(device, '..')].map(removableFlag));
  return flags.includes('1') ? 'external' : 'internal';
}

async function removableFlag(device: string): Promise<string> {
  // Only whole disks have the flag; a partition's is its parent's.
  return (await readFile(join(device, 'removable'), 'utf8').catch(() => '')).trim();
}
