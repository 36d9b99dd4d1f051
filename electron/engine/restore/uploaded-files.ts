import type { FileHandle } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import { message } from '../../contract/messages/message.ts';
import { type Problem, type ProblemParticulars, problem } from '../../contract/problem.ts';
import type { UnacceptedReason } from '../../contract/restore-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { openFile } from '../destination/fence.ts';
import { isFolder } from '../destination/fence-entries.ts';
import { sniffMedia, unknownMedia } from '../media/media-type.ts';
import { fileAccess } from '../media/random-access.ts';
import type { RestoreJournal } from './journal.ts';
import { fittingName, whyUnaccepted } from './limits.ts';
import { digestOf } from './source-file.ts';
import type { NewWork } from './work-item.ts';
import type { WorkList } from './work-list.ts';

const sniffedBytes = 4096;

/** Fills the work list with files of the person's own. Resolves to what became of those that cannot be sent. */
export async function planFiles(
  files: readonly string[],
  journal: RestoreJournal,
  work: WorkList,
  target: number,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const [index, path] of files.entries()) {
    const item = await workOf(resolve(path), -(index + 1), journal, target);
    if (item.ok) work.add([item.value]);
    else problems.push(item.problem);
  }
  return problems;
}

const unacceptedWords: Readonly<Record<UnacceptedReason, Pick<ProblemParticulars, 'detail' | 'wayOut'>>> = {
  type: {
    detail: 'Its content is no photo or video of a type that Google Photos takes.',
    wayOut: message('way-out.unaccepted-type'),
  },
  'photo-too-large': { detail: 'The photo is larger than 200 MB.' },
  'film-too-large': { detail: 'The video is larger than 20 GB.' },
};

async function workOf(path: string, asset: number, journal: RestoreJournal, target: number): Promise<Result<NewWork>> {
  let file: FileHandle | null = null;
  try {
    file = await openFile(path);
    const { size } = await file.stat();
    const source = fileAccess(file, size);
    const type = sniffMedia(await source.read(0, Math.min(size, sniffedBytes))) ?? unknownMedia(path);
    const reason = whyUnaccepted(type.mime, size);
    if (reason !== null) {
      const { detail, wayOut } = unacceptedWords[reason];
      return failed(problem('restore-file-unaccepted', { subject: path, detail, wayOut }));
    }
    const sha256 = await digestOf(source);
    const isThere = journal.sentOf(target, sha256) !== null;
    return ok({
      ...{ asset, sha256, path, bytes: size, mimeType: type.mime, filename: fittingName(basename(path)) },
      ...{ description: null, facts: null, moment: null, state: isThere ? 'there' : 'due' },
    });
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return failed(problem('file-not-found', { subject: path }));
    if (errno === 'EFTYPE' && (await isFolder(path))) {
      return failed(problem('file-is-folder', { subject: path, wayOut: message('way-out.upload-folder') }));
    }
    if (errno === 'EFTYPE')
      return failed(problem('restore-file-unaccepted', { subject: path, detail: 'It is no file.' }));
    return failed(problem('file-not-readable', { subject: path, detail: messageOf(thrown) }));
  } finally {
    await file?.close();
  }
}
