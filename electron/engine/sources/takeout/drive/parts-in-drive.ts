import { message } from '../../../../contract/messages/message.ts';
import { type Problem, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import type { PartFormat } from '../../../../contract/takeout-models.ts';
import type { DriveFiles } from '../../../catalog/exports/drive-files.ts';
import type { ProblemLog } from '../../../catalog/runs/problem-log.ts';
import type { Drive } from '../../../google/drive.ts';
import { groupByExport } from '../archive/found-export.ts';
import { type OpenPart, openPartFrom } from '../archive/part.ts';
import type { PartsOrigin } from '../parts-origin.ts';
import { KeptBudget } from '../remote/kept-ranges.ts';
import type { RemoteFile } from '../remote/remote-file.ts';
import { type RemotePartFile, remotePartFile } from '../remote/remote-part-file.ts';
import { type DriveView, driveIdOf, drivePath, type ExportFile, findExportFiles } from './export-files.ts';

/** Memory for the lists and beginnings of all parts that are open. */
const keptBytes = 48 << 20;
/** Memory for contents that come by before they are asked for: mostly a moment later. */
const passedBytes = 8 << 20;

export interface DrivePartsDeps {
  readonly drive: Drive;
  readonly view: DriveView;
  /** Whose Drive it is; null when only Drive itself can tell. */
  readonly email: string | null;
  /** What was imported before. */
  readonly memory: Pick<DriveFiles, 'knows' | 'remember'>;
  /** What was told in earlier runs. */
  readonly told: Pick<ProblemLog, 'ofSubject'>;
  /** Only this export; null for all. */
  readonly stamp: string | null;
  readonly now: () => Date;
}

/** The parts that lie in Google Drive, read from there without a copy in between. Good for one run. */
export function partsInDrive({ drive, view, email, memory, told, stamp, now }: DrivePartsDeps): PartsOrigin {
  const remoteMemory = { kept: new KeptBudget(keptBytes), passed: new KeptBudget(passedBytes) };
  const found = new Map<string, ExportFile>();
  const open = new Map<string, RemotePartFile>();
  let seen = 0;

  async function openFile({ file }: ExportFile): Promise<Result<OpenPart>> {
    const path = drivePath(file);
    const remote = remotePartFile(remoteFileOf(drive, file), remoteMemory);
    open.set(path, remote);
    const part = await openPartFrom(path, async () => ok(remote));
    if (!part.ok || !wasWrong(file)) return part;
    // Only the sum of all its bytes can clear it, and that needs a pass from the beginning.
    const { resuming: _, ...fromBeginning } = part.value;
    return ok(fromBeginning);
  }

  function wasWrong({ name, md5 }: ExportFile['file']): boolean {
    return told.ofSubject('drive-checksum', name).some(({ detail }) => detail?.includes(md5) === true);
  }

  return {
    find: async (signal) => {
      const { files, isIncomplete } = await findExportFiles(drive, view, signal);
      seen = files.length;
      for (const one of files) found.set(drivePath(one.file), one);
      const wanted = files.filter(({ file, sighting }) => !memory.knows(file) && isOf(sighting.stamp, stamp));
      const unrecognised = isIncomplete ? [{ path: 'Google Drive', problem: problem('drive-search-incomplete') }] : [];
      return { exports: groupByExport(wanted.map(({ sighting }) => sighting)), unrecognised };
    },
    open: async (path) => {
      const file = found.get(path);
      return file === undefined ? failed(problem('part-missing', { subject: path })) : openFile(file);
    },
    reopen: async ({ path, fingerprint }) => {
      const id = driveIdOf(path);
      const file = [...found.values()].find((one) => one.file.id === id);
      if (file === undefined) return ok(null);
      const opened = await openFile(file);
      if (!opened.ok || opened.value.fingerprint === fingerprint) return opened;
      await opened.value.close();
      return ok(null);
    },
    holder: async (signal) => {
      if (email !== null) return email;
      const about = await drive.about(signal);
      // The photos come all the same: whose they are is then what the index page says.
      return about.ok ? about.value.email : null;
    },
    nothingFound: () => {
      if (seen === 0) return problem('drive-no-exports');
      const isKnown = stamp === null || [...found.values()].some(({ sighting }) => sighting.stamp === stamp);
      return isKnown ? null : problem('drive-export-unknown', { subject: stamp });
    },
    ended: async (part, partId, state) => {
      const file = found.get(part.path)?.file;
      if (file === undefined || (state !== 'imported' && state !== 'replaced')) return { problem: null };
      const read = (await open.get(part.path)?.checksum(new AbortController().signal)) ?? 'read-in-part';
      // What was found to be wrong stays so until all of it is read again, or Google has another sum.
      const checksum = read !== 'right' && wasWrong(file) ? 'wrong' : read;
      if (checksum === 'wrong') return { problem: wrongSum(file, part.format), checksum };
      memory.remember(file, partId, now().toISOString());
      return { problem: null, checksum };
    },
  };
}

/** The photos of an archive have sums of their own, which were right: it is not read again. */
function wrongSum({ name, md5 }: ExportFile['file'], format: PartFormat): Problem {
  const wayOut = format === 'zip' ? { wayOut: message('way-out.drive-checksum-zip') } : {};
  return problem('drive-checksum', { subject: name, detail: `Google Drive says ${md5}.`, ...wayOut });
}

/** What bears no stamp in its name belongs to an export that only its content tells. */
function isOf(found: string, wanted: string | null): boolean {
  return wanted === null || found === wanted || found.startsWith('folder-');
}

function remoteFileOf(drive: Drive, file: ExportFile['file']): RemoteFile {
  const { id, name, bytes, md5, createdAt } = file;
  return {
    ...{ name, bytes, md5, identity: `drive ${id} ${md5}` },
    createdAt: Date.parse(createdAt ?? '') || 0,
    range: (begin, end, write, signal) => drive.bytes(id, { begin, end, fileBytes: bytes }, write, signal),
    isUnchanged: async () => {
      const now = await drive.file(id, new AbortController().signal);
      if (!now.ok) return now;
      if (now.value === null) return failed(problem('drive-file-gone', { subject: name }));
      return ok(now.value.md5 === md5 && now.value.bytes === bytes);
    },
  };
}
