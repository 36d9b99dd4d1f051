import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as z from 'zod';
import { messageOf } from '../../base/message-of.ts';
import { droppedChannel } from '../../contract/channels.ts';
import { type Problem, problem, problemOf } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { TakeoutCandidates } from '../../contract/takeout-desktop-models.ts';

/** More than anybody drops; an export of a terabyte has some hundred parts. */
const droppedSchema = z.array(z.string().min(1).max(32_768)).max(2_000);

/** What dropped files are served from. */
export interface DroppedFilesOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly offer: (paths: readonly string[]) => Promise<Result<TakeoutCandidates>>;
  /** Is this the main frame of our own page? */
  readonly isOurs: (event: IpcMainInvokeEvent) => boolean;
  readonly log: (line: string) => void;
}

/**
 * Takes the paths of files that were dropped on the page. They come from the preload, on a channel that no verb of the
 * page leads to; nothing is done with them but looking whether they are parts of an export.
 */
export function serveDroppedFiles({ ipcMain, offer, isOurs, log }: DroppedFilesOptions): void {
  ipcMain.handle(droppedChannel, async (event, dropped: unknown): Promise<Result<TakeoutCandidates>> => {
    const refuse = (detail: string): { readonly ok: false; readonly problem: Problem } => {
      log(`IPC refused: ${detail}`);
      return failed(problem('usage', { detail }));
    };
    if (!isOurs(event)) return refuse(`a foreign sender (${event.senderFrame?.url ?? 'a frame that is gone'})`);
    const paths = droppedSchema.safeParse(dropped);
    if (!paths.success) return refuse('malformed dropped files');
    try {
      return await offer(paths.data);
    } catch (thrown) {
      log(`Dropped files could not be looked at: ${messageOf(thrown)}`);
      return failed(problemOf(thrown));
    }
  });
}
