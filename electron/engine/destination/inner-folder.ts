import { makeFolders } from '../../base/durable-folder.ts';
import { innerFolder, type KnownFolders, requireFolders } from './fence.ts';

/**
 * Makes `folder` and what is missing of its parents below `root`, durably. `root` itself is never made. Throws `ELOOP`
 * for a link in place of one of them, and the system's other errors.
 */
export async function makeFolderDurably(root: string, folder: string, known?: KnownFolders): Promise<void> {
  await requireFolders(root, innerFolder(root, folder), known);
  return makeFolders(root, folder);
}
