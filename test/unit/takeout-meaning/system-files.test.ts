import { expect, test } from 'vitest';
import { isOfSystem } from '../../../electron/engine/sources/takeout/meaning/system-files.ts';

const year = 'Takeout/Google Photos/Photos from 2019';

test.each([
  ...['._a.jpg', '._a.jpg.json', '.DS_Store', 'Thumbs.db', 'desktop.ini', 'Desktop.ini', '.localized', '.picasa.ini'],
  ...[
    '@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg',
    '@eaDir/a.jpg@SynoEAStream',
    '.thumbnails/a.jpg',
    '.@__thumb/defaulta.jpg',
  ],
  ...[
    'a.jpg@SynoEAStream',
    'a.jpg@SynoResource',
    '.nfs0000000000a1b2c3',
    '.fuse_hidden0001',
    '~$notes.txt',
    '.dropbox',
  ],
  ...[
    'Network Trash Folder/a.jpg',
    '.stversions/a.jpg',
    'lost+found/a.jpg',
    '.snapshot/a.jpg',
    '.picasaoriginals/a.jpg',
  ],
  // As it is on the disk, as it is shown, and as SMB has it.
  ...['Icon\r', 'Icon\u240d', 'Icon\uf00d'],
  ...['Thumbs.db:encryptable', 'ehthumbs.db', 'ZbThumbnail.info', '.streams/a.jpg', 'System Volume Information/x'],
  ...['#recycle/a.jpg', '@Recycle/a.jpg', '.Trash-1000/files/a.jpg', '$RECYCLE.BIN/x.jpg', '.AppleDouble/a.jpg'],
])('%s is of a system', (name) => {
  expect(isOfSystem(`${year}/${name}`)).toBe(true);
});

test.each([
  ...['a.jpg', 'Thumbs.jpg', '_a.jpg', '.a.jpg', 'desktop.jpg', 'thumbnails/a.jpg', 'recycle/a.jpg', '..jpg'],
  ...['.nfs.jpg', '~a.jpg', 'SynoEAStream.jpg', 'lost and found/a.jpg', 'Snapshot/a.jpg', 'sync/a.jpg'],
  ...['Icon.jpg', 'Icon', '@home/a.jpg', '#1/a.jpg', 'Trash/a.jpg'],
])('%s is of the person', (name) => {
  expect(isOfSystem(`${year}/${name}`)).toBe(false);
});

test('a Mac archive keeps what it says of files in a folder of its own', () => {
  expect(isOfSystem(`__MACOSX/${year}/._a.jpg`)).toBe(true);
});
