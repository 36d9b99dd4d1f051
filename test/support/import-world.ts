import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { silentLog } from '../../electron/base/log.ts';
import { googleEndpoints } from '../../electron/contract/endpoints.ts';
import type { RunEvent, RunReport } from '../../electron/contract/models.ts';
import { noDecoder } from '../../electron/contract/picture-decoder.ts';
import { problem } from '../../electron/contract/problem.ts';
import { failed, type Result } from '../../electron/contract/result.ts';
import type {
  ExportSummary,
  ExportsReport,
  LackingFile,
  TakeoutMedia,
} from '../../electron/contract/takeout-models.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import type { PartImportStates } from '../../electron/engine/runs/part-import-states.ts';
import { afterimage, type CallOptions, type Ended } from './command-line.ts';
import { afterimageHere } from './command-line-here.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** One person's computer with a backup folder and no account: all that an import needs. */
export interface ImportWorld {
  readonly folder: string;
  readonly backup: string;
  readonly call: (args: readonly string[], options?: Omit<CallOptions, 'globals'>) => Promise<Ended>;
}

/** Sets everything up but the first import. */
export async function openImportWorld(options: { readonly backupFolder?: string } = {}): Promise<ImportWorld> {
  const folder = await temporaryFolder();
  const backup = options.backupFolder ?? join(folder, 'backup');
  await mkdir(backup, { recursive: true });
  const globals = ['--data-dir', join(folder, 'data'), '--token-store', 'memory'];
  const call: ImportWorld['call'] = (args, call = {}) => afterimage(args, { ...call, globals });
  const set = await afterimageHere(['destination', 'set', backup], { globals });
  expect(set.code, set.stderr).toBe(0);
  return { folder, backup, call };
}

/** The same without its own process for every import: quicker, where only the outcome matters. */
export async function openImportEngine(): Promise<{
  readonly backup: string;
  /** `abortAfter`: the run is broken off after it told of so many things. `owner`: whose the exports are. */
  readonly importParts: (
    paths: readonly string[],
    how?: { readonly abortAfter?: number; readonly owner?: string },
  ) => Promise<RunReport>;
  /** What an import would make of every entry, and its report. */
  readonly dryRun: (
    paths: readonly string[],
  ) => Promise<{ readonly media: readonly TakeoutMedia[]; readonly report: RunReport }>;
  /** Codes of the problems that the last import told of. */
  readonly problems: () => readonly string[];
  /** What is known of exports now. */
  readonly exportsReport: () => ExportsReport;
  readonly exports: () => readonly ExportSummary[];
  readonly lacking: (stamp: string) => Promise<readonly LackingFile[]>;
  /** What the watch folder would be told of these archives. */
  readonly states: (paths: readonly string[]) => Promise<readonly PartImportStates[]>;
}> {
  const folder = await temporaryFolder();
  const backup = join(folder, 'backup');
  const engine = createEngine({
    dataFolder: join(folder, 'data'),
    endpoints: googleEndpoints,
    tokens: { accessToken: async () => failed(problem('account-missing')) },
    decoder: noDecoder,
    environment: {},
    timeScale: 1,
    now: () => new Date(),
    clock: () => performance.now(),
    log: silentLog,
  });
  const chosen = await engine.chooseDestination(backup);
  if (!chosen.ok) throw new Error(chosen.problem.title);
  const { destination } = chosen.value;
  let problems: string[] = [];
  return {
    backup,
    problems: () => problems,
    exportsReport: () => {
      const report = engine.exports(destination);
      if (!report.ok) throw new Error(report.problem.title);
      return report.value;
    },
    exports: () => wholeOf(engine.exports(destination)).exports,
    lacking: async (stamp) => {
      const files: LackingFile[] = [];
      wholeOf(await engine.eachLacking(destination, stamp, (page) => files.push(...page)));
      return files;
    },
    dryRun: async (paths) => {
      const request = { paths, destination, dryRun: true, includeTrash: false, albumView: 'auto' } as const;
      const media: TakeoutMedia[] = [];
      const tell = (event: RunEvent): void => void (event.event === 'media' && media.push(event));
      return { report: wholeOf(await engine.startImport(request, tell).ended), media };
    },
    states: async (paths) => wholeOf(await engine.partImportStates(destination, paths)),
    importParts: async (paths, how = {}) => {
      const { abortAfter = Number.POSITIVE_INFINITY, owner } = how;
      const request = { paths, destination, dryRun: false, includeTrash: false, albumView: 'auto', owner } as const;
      problems = [];
      let told = 0;
      const tell = (event: RunEvent): void => {
        if (event.event === 'problem') problems.push(event.problem.code);
        told += 1;
        if (told > abortAfter) running.abort();
      };
      const running = engine.startImport(request, tell);
      return wholeOf(await running.ended);
    },
  };
}

function wholeOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}
