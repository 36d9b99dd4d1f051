import type { AlbumViewKind, DestinationReport } from '../../../electron/contract/models.ts';

export const folderStrings = {
  path: 'Folder',
  space: 'Free space',
  freeOf: (free: string, total: string) => `${free} free of ${total}`,
  fileSystem: 'File system',
  unknown: 'unknown',
  location: 'Location',
  locations: {
    internal: 'Disk in this computer',
    external: 'External disk',
    network: 'Network drive',
    unknown: 'Unknown',
  } satisfies Record<DestinationReport['location'], string>,
  albums: 'Albums are shown by',
  views: {
    symlink: 'links (they take no space)',
    hardlink: 'hard links (they take no space)',
    copy: 'copies (this file system has no links)',
    none: 'nothing: album folders are off',
  } satisfies Record<AlbumViewKind, string>,
  found: {
    title: 'Found in it',
    files: { one: 'file', other: 'files' },
    albums: { one: 'album', other: 'albums' },
    last: (day: string) => `last backup ${day}`,
    never: 'no complete backup yet',
    sentence: (text: string) => `The backup in this folder is in use now: ${text}.`,
  },
  choice: {
    title: 'Use this folder?',
    use: (path: string) => `Use ${path}`,
    cancel: 'Keep the present folder',
    adopts: 'This folder already holds an Afterimage backup: it is taken over, and nothing stored is fetched again.',
    begins: 'A new backup begins in this folder.',
  },
} as const;
