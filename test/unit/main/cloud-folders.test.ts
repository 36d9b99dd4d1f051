import { expect, test } from 'vitest';
import { cloudFolders, type ListNames } from '../../../electron/main/takeout/cloud-folders.ts';

/** A disk of folders by path; what has no list of its own is empty. Files stand there, too, and are never opened. */
function disk(folders: Readonly<Record<string, readonly string[]>>): ListNames {
  return (folder) =>
    (folders[folder.replaceAll('\\', '/')] ?? []).map((name) => ({ name, isDirectory: () => !name.endsWith('.zip') }));
}
const found = (folders: Readonly<Record<string, readonly string[]>>) =>
  cloudFolders('/home/ada', disk(folders)).map(({ cloud, path }) => `${cloud} ${path.replaceAll('\\', '/')}`);

test('Dropbox, in another language, and beside what is like it', () => {
  expect(
    found({
      '/home/ada': ['Documents', 'Dropbox', 'Dropbox backup.zip'],
      '/home/ada/Dropbox': ['Anwendungen', 'Photos'],
      '/home/ada/Dropbox/Anwendungen': ['Google Download Your Data', 'Other'],
      '/home/ada/Dropbox/Photos': ['Google Download Your Data'],
    }),
  ).toEqual(['dropbox /home/ada/Dropbox/Anwendungen/Google Download Your Data']);
});

test('OneDrive, with a second folder of apps and characters that nobody sees', () => {
  expect(
    found({
      '/home/ada': ['OneDrive - Personal'],
      '/home/ada/OneDrive - Personal': ['Apps', 'Apps 1'],
      '/home/ada/OneDrive - Personal/Apps 1': ['Google\u2060 Download Your Data'],
    }),
  ).toEqual(['onedrive /home/ada/OneDrive - Personal/Apps 1/Google\u2060 Download Your Data']);
});

test('Drive for desktop, where macOS keeps it', () => {
  expect(
    found({
      '/home/ada/Library/CloudStorage': ['GoogleDrive-ada@example.org'],
      '/home/ada/Library/CloudStorage/GoogleDrive-ada@example.org': ['Meine Ablage'],
      '/home/ada/Library/CloudStorage/GoogleDrive-ada@example.org/Meine Ablage': ['Takeout', 'takeout-1.zip'],
    }),
  ).toEqual(['google-drive /home/ada/Library/CloudStorage/GoogleDrive-ada@example.org/Meine Ablage/Takeout']);
});

test('nothing is suggested where no export was ever delivered', () => {
  expect(found({ '/home/ada': ['Dropbox', 'OneDrive'], '/home/ada/Dropbox': ['Apps'] })).toEqual([]);
});
