import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { type ProblemCode, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { SystemDeeds } from './ipc/answers.ts';

/** No client file is larger. */
const maxClientFile = 65_536;

/** What the system does for the page, and for signing in. */
export interface ShellDeeds
  extends Pick<SystemDeeds, 'openLink' | 'chooseClientFile' | 'save' | 'showInFolder' | 'openFolder' | 'licences'> {
  /** Opens Google's consent page, whose address begins with `authorize`. Problem: `browser-not-opened`. */
  readonly openSignIn: (url: string, authorize: string) => Promise<Result<void>>;
}

/** What the system does for the page: dialogs, the browser, the file manager. */
export function systemDeeds(
  { dialog, shell }: Pick<typeof Electron, 'dialog' | 'shell'>,
  appFolder: string,
): ShellDeeds {
  return {
    openLink: (url) => opened(shell, url, 'link-not-opened'),
    // The one address that is not of a fixed list; a simulated Google is on loopback.
    openSignIn: async (url, authorize) =>
      url.startsWith(`${authorize}?`)
        ? opened(shell, url, 'browser-not-opened')
        : failed(problem('browser-not-opened')),
    chooseClientFile: async () => {
      const chosen = await dialog.showOpenDialog({
        title: 'Choose the client file',
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
    openFolder: (path) => void shell.openPath(path),
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
    return failed(problem(code, { detail: thrown instanceof Error ? thrown.message : String(thrown) }));
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
