import type { DestinationReport } from '../../../electron/contract/models.ts';
import { assertNever } from '../../../electron/contract/result.ts';

/** One thing that was found out about a folder. */
export interface FolderFinding {
  readonly key:
    | 'adopted'
    | 'writable'
    | 'space-low'
    | 'external'
    | 'network'
    | 'internal'
    | 'links'
    | 'hardlinks'
    | 'copies'
    | 'no-albums'
    | 'no-huge-files';
  readonly tone: 'good' | 'calm' | 'warn';
}

/** Less than this is not worth beginning with: some 2,500 photos. */
const littleBytes = 10_000_000_000;

/** What a person should know of a folder before they use it; warnings come last. */
export function folderFindings(report: DestinationReport): readonly FolderFinding[] {
  const findings: FolderFinding[] = [
    { key: 'writable', tone: 'good' },
    ...(report.identity === null ? [] : [{ key: 'adopted', tone: 'good' } as const]),
    ...placeFinding(report),
    albumFinding(report),
    ...(isFat(report.fileSystem) ? [{ key: 'no-huge-files', tone: 'warn' } as const] : []),
    ...(report.freeBytes < littleBytes ? [{ key: 'space-low', tone: 'warn' } as const] : []),
  ];
  return [...findings.filter(({ tone }) => tone !== 'warn'), ...findings.filter(({ tone }) => tone === 'warn')];
}

function placeFinding({ location }: DestinationReport): readonly FolderFinding[] {
  switch (location) {
    case 'internal':
    case 'external':
      return [{ key: location, tone: 'calm' }];
    case 'network':
      return [{ key: location, tone: 'warn' }];
    case 'unknown':
      return [];
    default:
      return assertNever(location);
  }
}

function albumFinding({ albumView }: DestinationReport): FolderFinding {
  switch (albumView) {
    case 'symlink':
      return { key: 'links', tone: 'good' };
    case 'hardlink':
      return { key: 'hardlinks', tone: 'good' };
    case 'copy':
      return { key: 'copies', tone: 'warn' };
    case 'none':
      return { key: 'no-albums', tone: 'warn' };
    default:
      return assertNever(albumView);
  }
}

/** FAT32 by the names that Linux, macOS and Windows give it; exFAT has no such limit. */
function isFat(fileSystem: string | null): boolean {
  return fileSystem !== null && /^(v?fat(32)?|msdos)$/i.test(fileSystem);
}
