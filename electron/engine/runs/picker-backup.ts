import { join } from 'node:path';
import { saysFull } from '../../base/full-disk.ts';
import { makeFolders } from '../../base/make-folders.ts';
import { dataFolderProblem } from '../../contract/data-folder-problem.ts';
import type { AlbumViewKind, RunEvent, RunReport } from '../../contract/models.ts';
import { problemOf } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { RunControl } from '../backup/run-control.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { openPickerSessions, type PickerSessionFile } from '../catalog/runs/picker-sessions.ts';
import { createPhotosPicker } from '../google/photos-picker.ts';
import { systemTiming } from '../google/timing.ts';
import type { Choice, KnownItems, PickerDeps } from '../sources/picker/picker-parts.ts';
import { createPickerSource } from '../sources/picker/picker-source.ts';
import type { SessionMemory } from '../sources/picker/session-memory.ts';
import type { Source } from '../sources/source.ts';
import type { EngineAccount, EngineDeps, EngineDestination, EngineLimits, RunOptions } from './engine-deps.ts';
import { runSource, type SourceContext } from './source-run.ts';

/** What one run is asked to do that stores what a person chooses. */
export interface PickRequest {
  readonly account: EngineAccount;
  readonly destination: EngineDestination;
  /** What the person wants to choose; `left` begins nothing new and continues with what earlier runs left. */
  readonly choice: Choice | 'left';
  /** `auto`: the best that the file system allows. */
  readonly albumView: AlbumViewKind | 'auto';
  readonly options?: RunOptions | undefined;
  readonly limits: EngineLimits;
}

/**
 * One run of the Picker into a destination: waits for what a person chooses, and stores it. A problem means that the
 * run could not begin; everything later is in the report. With `noMore` no further session is waited for.
 */
export async function backUpChoice(
  deps: EngineDeps,
  request: PickRequest,
  control: RunControl,
  noMore: AbortSignal,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  const opened = await openMemory(deps);
  if (!opened.ok) return opened;
  const open = (context: SourceContext): Source => pickerSource(deps, request, opened.value, noMore, context);
  try {
    return await runSource(
      deps,
      { service: 'photos-picker', open },
      // A choice is compared with nothing, so there is nothing that a full run would do.
      { ...request, kind: 'quick', dryRun: false },
      control,
      emit,
    );
  } finally {
    opened.value.close();
  }
}

/**
 * Fetches again what is damaged or gone and was chosen in selections that Google still holds open; null when there are
 * none. The selections stay as they are: the next run that stores a choice continues with them.
 */
export async function repairFromSelections(
  deps: EngineDeps,
  request: Omit<PickRequest, 'choice'>,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport> | null> {
  const opened = await openMemory(deps);
  if (!opened.ok) return opened;
  const { signal } = new AbortController();
  const open = (context: SourceContext): Source => ({
    ...pickerSource(deps, { ...request, choice: 'chosen' }, opened.value, signal, context),
    release: async () => undefined,
  });
  try {
    if (memoryOf(opened.value, request.account, request.destination).all().length === 0) return null;
    return await runSource(
      deps,
      { service: 'photos-picker', open },
      { ...request, kind: 'repair', dryRun: false },
      control,
      emit,
    );
  } finally {
    opened.value.close();
  }
}

function pickerSource(
  { endpoints, now, timeScale }: EngineDeps,
  { account, destination, choice }: Omit<PickRequest, 'choice'> & Pick<PickerDeps, 'choice'>,
  sessions: PickerSessionFile,
  noMore: AbortSignal,
  { http, catalog, emit: tell }: SourceContext,
): Source {
  return createPickerSource({
    http,
    picker: createPhotosPicker(http, endpoints.photosPicker),
    memory: memoryOf(sessions, account, destination),
    known: knownIn(catalog, account),
    choice,
    noMore,
    timing: { ...systemTiming(timeScale), now: () => now().getTime() },
    tell,
  });
}

/**
 * So many sessions are remembered. Those of an account that is never used again stay until then: only Google can say which
 * have expired, because the clock here may have jumped, and a forgotten one can be neither resumed nor deleted.
 */
const mostSessions = 1_000;

async function openMemory({ dataFolder, now }: EngineDeps): Promise<Result<PickerSessionFile>> {
  try {
    await makeFolders(dataFolder, 0o700);
  } catch (error) {
    return failed(dataFolderProblem(saysFull(error), { subject: dataFolder, detail: problemOf(error).detail }));
  }
  const at = now().toISOString();
  const opened = openPickerSessions(join(dataFolder, 'picker-sessions.sqlite'), at);
  if (opened.ok) opened.value.forgetOldest(mostSessions);
  return opened;
}

function memoryOf(file: PickerSessionFile, account: EngineAccount, destination: EngineDestination): SessionMemory {
  const owner = { account: account.id, client: account.clientId, destination: destination.identity };
  return {
    all: () => file.of(owner),
    remember: (session) => file.remember(owner, session),
    mark: file.mark,
    forget: file.forget,
  };
}

function knownIn({ sources, items, transfers }: Catalog, { id, email }: EngineAccount): KnownItems {
  const sourceId = sources.ensure('picker', id, email);
  return {
    knows: (key) => items.knows(sourceId, key),
    isOpen: (key) => transfers.isOpen(sourceId, key),
  };
}
