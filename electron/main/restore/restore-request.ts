import type { EngineInput } from '../../contract/engine-protocol.ts';
import { problem } from '../../contract/problem.ts';
import type { PageSelection } from '../../contract/restore-desktop-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { runContext } from '../runs/run-engine.ts';
import type { RestoreTarget } from './restore-display.ts';
import type { RestoreControllerOptions } from './restore-options.ts';

/** What the engine is asked for a target. Problem: no folder. */
export function restoreRequest(
  { settings }: Pick<RestoreControllerOptions, 'settings'>,
  target: RestoreTarget | null,
): Result<EngineInput<'planRestore'>> {
  const context = runContext(settings.read);
  if (!context.ok) return context;
  const { destination, limits } = context.value;
  if (target === null) return failed(problem('interrupted'));
  return ok({ account: target.account, destination, limits, selection: { ...target.selection, files: null } });
}

/** The title of the one album that a selection is about; null for anything else. */
export async function albumTitleOf(
  { ask, settings }: Pick<RestoreControllerOptions, 'ask' | 'settings'>,
  { albums }: PageSelection,
): Promise<string | null> {
  const { destination } = settings.read();
  const [album, ...more] = albums ?? [];
  if (album === undefined || more.length > 0 || destination === null) return null;
  const known = await ask('albumPhotos', { destination, album, offset: 0, limit: 1 });
  return known.ok ? known.value.album.title : null;
}
