import { writeFile } from 'node:fs/promises';
import { gzipFileSink } from '../archive/byte-sink.ts';
import { createTarArchive, type TarEntryForm } from '../archive/tar-archive.ts';
import { asTheyAre, type BrokenPart, type BrokenStage, rawZip } from './broken-part.ts';

type Made<Kind extends string> = Promise<BrokenPart<Kind>>;

/** Names that lead out of the folder, or into something that is no file. */
const hostileNames = {
  'parent-path': [
    'Takeout/../../escaped-parent.jpg',
    '../escaped-parent-2.jpg',
    'Takeout/Google Photos/../../../x.jpg',
  ],
  'absolute-path': ['/tmp/escaped-absolute.jpg', '//server/share/escaped.jpg'],
  'drive-letter': ['C:/escaped-drive.jpg', 'C:escaped-drive.jpg', 'C:\\escaped\\drive.jpg', '\\\\?\\C:\\escaped.jpg'],
  'nul-in-name': ['Takeout/Google Photos/Photos from 2024/nul.jpg\0.txt', 'Takeout/\0/nul.jpg'],
  backslashes: ['Takeout\\..\\..\\escaped-back.jpg', '..\\escaped-back-2.jpg'],
  'no-name': ['', '/', '.', '..', 'Takeout//'],
} as const;

type HostileNames = keyof typeof hostileNames;

/** A zip whose names must not be followed, with one sound photo in it. */
export async function hostileNamesZip<Kind extends HostileNames>(kind: Kind, stage: BrokenStage): Made<Kind> {
  const sound = await stage.item(`${kind} sound`);
  const names: readonly string[] = hostileNames[kind];
  const hostile = await Promise.all(
    names.map(async (name, i) => {
      const { media } = await stage.item(`${kind} ${i}`);
      return { entry: { ...media, path: name } };
    }),
  );
  const file = stage.file('zip');
  await writeFile(file, rawZip([...hostile, ...asTheyAre(sound)]));
  return { kind, files: [file], survivors: [sound.survivor], suspects: names };
}

/** A link to a file outside, a link to a folder outside, and an entry that goes through the second. */
export async function symlinkZip(stage: BrokenStage): Made<'symlink-zip'> {
  const sound = await stage.item('symlink sound');
  const through = await stage.item('symlink through');
  const link = (name: string, target: string) => ({ entry: stage.text(name, target), mode: 0o120777 });
  const links = [link('link.jpg', '/etc/passwd'), link('folder', '../../../..')];
  const entry = { ...through.media, path: `${links[1]?.entry.path}/escaped-link.jpg` };
  const file = stage.file('zip');
  await writeFile(file, rawZip([...links, { entry }, ...asTheyAre(sound)]));
  const suspects = [...links.map((one) => one.entry.path), entry.path];
  return { kind: 'symlink-zip', files: [file], survivors: [sound.survivor], suspects };
}

/** Links, devices and a pipe among the files, and a name that leads out. */
export async function specialFilesTgz(stage: BrokenStage): Made<'special-files-tgz'> {
  const sound = await stage.item('special sound');
  const escaped = { ...(await stage.item('special escaped')).media, path: '../../escaped-tar.jpg' };
  const empty = (name: string) => stage.text(name, '');
  const specials: readonly (readonly [name: string, form: TarEntryForm])[] = [
    ['link.jpg', { type: '2', target: '/etc/passwd' }],
    ['folder-link', { type: '2', target: '../../../..' }],
    ['hard-link.jpg', { type: '1', target: '/etc/passwd' }],
    ['character-device.jpg', { type: '3' }],
    ['block-device.jpg', { type: '4' }],
    ['pipe.jpg', { type: '6' }],
  ];
  const file = stage.file('tgz');
  const tar = createTarArchive(await gzipFileSink(file), 'pax');
  for (const [name, form] of specials) await tar.add(empty(name), form);
  await tar.add(escaped);
  await tar.add(sound.media);
  await tar.add(sound.sidecar);
  await tar.finish();
  const suspects = [...specials.map(([name]) => empty(name).path), escaped.path];
  return { kind: 'special-files-tgz', files: [file], survivors: [sound.survivor], suspects };
}

/** Names that no file system takes whole: 300 letters, 300 bytes in 100 characters, a path of 5000 bytes. */
export async function longNames(stage: BrokenStage): Made<'long-names'> {
  const names = ['n'.repeat(296), '山'.repeat(100), `${'deep/'.repeat(1000)}end`];
  const items = await Promise.all(names.map((name) => stage.item(name)));
  const file = stage.file('zip');
  await writeFile(file, rawZip(asTheyAre(...items)));
  return { kind: 'long-names', files: [file], survivors: items.map(({ survivor }) => survivor), suspects: [] };
}

/** Entries for folders, as programs write them that pack a folder again: nothing is wrong with them. */
export async function folderEntries(stage: BrokenStage): Made<'folder-entries'> {
  const sound = await stage.item('folders sound');
  const folders = ['Takeout/', 'Takeout/Google Photos/', 'Takeout/Google Photos/Photos from 2024/'];
  const entries = folders.map((path) => ({ entry: { ...stage.text('', ''), path }, mode: 0o040755 }));
  const file = stage.file('zip');
  await writeFile(file, rawZip([...entries, ...asTheyAre(sound)]));
  return { kind: 'folder-entries', files: [file], survivors: [sound.survivor], suspects: [] };
}
