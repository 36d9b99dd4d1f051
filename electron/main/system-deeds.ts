import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { problem } from '../contract/problem.ts';
import { failed, ok } from '../contract/result.ts';
import type { SystemDeeds } from './ipc/answers.ts';

/** No client file is larger. */
const maxClientFile = 65_536;

/** What the system does for the page: dialogs, the browser, the file manager. */
export function systemDeeds(
  { dialog, shell }: Pick<typeof Electron, 'dialog' | 'shell'>,
  appFolder: string,
): Pick<SystemDeeds, 'openLink' | 'chooseClientFile' | 'save' | 'showInFolder' | 'openFolder' | 'licences'> {
  return {
    openLink: async (url) => {
      await shell.openExternal(url);
      return ok(undefined);
    },
    chooseClientFile: async () => {
      const chosen = await dialog.showOpenDialog({
        title: 'Choose the client file',
        properties: ['openFile'],
        filters: [{ name: 'JSON', extensions: ['json'] }],
      });
      const [file] = chosen.filePaths;
      if (chosen.canceled || file === undefined) return ok(null);
      try {
        return ok((await readFile(file)).subarray(0, maxClientFile).toString('utf8'));
      } catch (thrown) {
        return failed(problem('client-file-unreadable', { detail: String(thrown) }));
      }
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
    licences: async () => readFile(join(appFolder, 'LICENSE'), 'utf8'),
  };
}
