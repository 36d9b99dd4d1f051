import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { messageOf } from '../../base/message-of.ts';
import type { GoogleEndpoints } from '../../contract/endpoints.ts';
import { message } from '../../contract/messages/message.ts';
import type { MessageWriter } from '../../contract/messages/message-writer.ts';
import { type ProblemCode, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { SystemCommands } from '../ipc/answers-options.ts';
import { isPickerPage } from '../runs/picker-page.ts';
import { openFolder } from './open-folder.ts';

/** No client file is larger. */
const maxClientFile = 65_536;

/** What the system does for the page, and for signing in. */
export interface ShellCommands
  extends Pick<
    SystemCommands,
    | 'openLink'
    | 'copyText'
    | 'chooseClientFile'
    | 'chooseParts'
    | 'save'
    | 'showInFolder'
    | 'showFile'
    | 'openFile'
    | 'openFolder'
    | 'licences'
  > {
  /** Asks for the folder to watch for exports, beginning at `suggested`; null when the person changes their mind. */
  readonly chooseWatchFolder: (suggested: string) => Promise<string | null>;
  /** Opens Google's consent page, whose address begins with `authorize`. Problem: `browser-not-opened`. */
  readonly openSignIn: (url: string, authorize: string) => Promise<Result<void>>;
  /** Opens the page on which a person chooses, and nothing else. Problem: `link-not-opened`. */
  readonly openPickerPage: (address: string, endpoints: GoogleEndpoints) => Promise<Result<void>>;
  /** Puts the address of that page on the clipboard, and nothing else. Problems: `link-not-opened`, `text-not-copied`. */
  readonly copyPickerPage: (address: string, endpoints: GoogleEndpoints) => Promise<Result<void>>;
}

/** What of Electron does it. */
export interface SystemDeps {
  readonly clipboard: Pick<Electron.Clipboard, 'writeText'>;
  readonly dialog: Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly shell: Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>;
}

/** One dialog cannot offer both on every system. */
function partsDialog(what: 'files' | 'folder', write: MessageWriter): Electron.OpenDialogOptions {
  if (what === 'folder') return { title: write(message('dialog.export-folder')), properties: ['openDirectory'] };
  return {
    title: write(message('dialog.export-files')),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: write(message('dialog.takeout-archives')), extensions: ['zip', 'tgz', 'gz'] },
      { name: write(message('dialog.all-files')), extensions: ['*'] },
    ],
  };
}

/** What the system does for the page: dialogs, the browser, the file manager. */
export function systemCommands(
  { clipboard, dialog, shell }: SystemDeps,
  appFolder: string,
  write: MessageWriter,
): ShellCommands {
  return {
    openLink: (url) => opened(shell, url, 'link-not-opened'),
    // This address and the picker's are not of a fixed list; a simulated Google is on loopback.
    openSignIn: async (url, authorize) =>
      url.startsWith(`${authorize}?`)
        ? opened(shell, url, 'browser-not-opened')
        : failed(problem('browser-not-opened')),
    openPickerPage: async (address, endpoints) =>
      isPickerPage(address, endpoints) ? opened(shell, address, 'link-not-opened') : failed(problem('link-not-opened')),
    copyText: (text) => copied(clipboard, text),
    copyPickerPage: async (address, endpoints) =>
      isPickerPage(address, endpoints) ? copied(clipboard, address) : failed(problem('link-not-opened')),
    chooseClientFile: async () => {
      const chosen = await dialog.showOpenDialog({
        title: write(message('dialog.client-file')),
        properties: ['openFile'],
        filters: [{ name: 'JSON', extensions: ['json'] }],
      });
      const [file] = chosen.filePaths;
      if (chosen.canceled || file === undefined) return ok(null);
      return beginningOf(file);
    },
    save: async (suggestedName, content) => {
      const chosen = await dialog.showSaveDialog({ defaultPath: suggestedName });
      if (chosen.canceled || chosen.filePath === '') return ok(false);
      try {
        await writeFile(chosen.filePath, content);
        return ok(true);
      } catch (thrown) {
        return failed(problem('file-not-saved', { detail: String(thrown) }));
      }
    },
    showInFolder: ({ path }, relative) => shell.showItemInFolder(join(path, ...relative.split('/'))),
    showFile: (path) => shell.showItemInFolder(path),
    openFile: async ({ path }, relative) => {
      // What goes wrong is Electron's answer; it rejects only when it could not even ask.
      const file = join(path, ...relative.split('/'));
      const failure = await shell.openPath(file).catch((thrown: unknown) => String(thrown));
      const detail = failure.replaceAll(file, relative);
      return failure === '' ? ok(undefined) : failed(problem('file-not-opened', { subject: relative, detail }));
    },
    openFolder: (path) => openFolder(shell, path),
    chooseParts: async (what) => {
      const chosen = await dialog.showOpenDialog(partsDialog(what, write));
      return chosen.canceled ? [] : chosen.filePaths;
    },
    chooseWatchFolder: async (suggested) => {
      const chosen = await dialog.showOpenDialog({
        title: write(message('dialog.watch-folder')),
        defaultPath: suggested,
        properties: ['openDirectory'],
      });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    // Written by the build: ours, and those of everything that is bundled.
    licences: async () => readFile(join(appFolder, 'out', 'licences.txt'), 'utf8'),
  };
}

async function opened(
  shell: Pick<typeof Electron.shell, 'openExternal'>,
  url: string,
  code: ProblemCode,
): Promise<Result<void>> {
  try {
    await shell.openExternal(url);
    return ok(undefined);
  } catch (thrown) {
    return failed(problem(code, { detail: messageOf(thrown) }));
  }
}

async function copied(clipboard: SystemDeps['clipboard'], text: string): Promise<Result<void>> {
  try {
    await clipboard.writeText(text);
    return ok(undefined);
  } catch (thrown) {
    return failed(problem('text-not-copied', { detail: messageOf(thrown) }));
  }
}

/** Only the beginning is read: a film that was chosen by mistake does not fill the memory. */
async function beginningOf(file: string): Promise<Result<string>> {
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxClientFile), 0, maxClientFile, 0);
    return ok(buffer.toString('utf8', 0, bytesRead));
  } catch (thrown) {
    return failed(problem('client-file-unreadable', { detail: String(thrown) }));
  }
}
