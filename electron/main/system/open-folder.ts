import type { Shell } from 'electron';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';

/** Opens the folder at `path` (absolute) in the system's file manager. Problem: `folder-not-opened`. */
export async function openFolder(shell: Pick<Shell, 'openPath'>, path: string): Promise<Result<void>> {
  // What goes wrong is Electron's answer; it rejects only when it could not even ask.
  const failure = await shell.openPath(path).catch((thrown: unknown) => String(thrown));
  return failure === '' ? ok(undefined) : failed(problem('folder-not-opened', { detail: `${path}: ${failure}` }));
}
