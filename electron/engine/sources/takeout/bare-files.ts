import { dirname } from 'node:path';
import { problem } from '../../../contract/problem.ts';
import type { BareFileHome, LoneSidecarPlace, WaitingFile } from '../../catalog/exports/bare-files.ts';
import type { Discovery } from '../source.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { matchFolder } from './meaning/match-folder.ts';

/**
 * Finds the exports of files that Google delivered beside the archives because they are larger than a part: by a sidecar
 * that has no photo and speaks of such a name. Also of those that were given in earlier runs and wait. One whose export is
 * still unknown is told of when it was given now.
 */
export async function* placeBareFiles({ catalog, tell }: ImportContext, given: GivenParts): AsyncGenerator<Discovery> {
  const { bareFiles } = catalog.takeout;
  const waiting = bareFiles.waiting();
  const places = waiting.length === 0 ? [] : bareFiles.loneSidecars();
  for (const file of waiting) {
    const home = homeOf(file, places);
    const open = given.takeBareFile(file.partId);
    if (home !== null) {
      bareFiles.place(file, home);
      // One that was given before is opened again (reopening.ts).
      if (open !== null) given.add({ id: file.partId, exportId: home.exportId, stamp: home.stamp, part: open.part });
    } else if (open !== null) {
      await open.part.close();
      if (open.isDoubtful) {
        bareFiles.forget(file);
        continue;
      }
      const met = problem('bare-file-waiting', { subject: file.fileName });
      tell({ event: 'part', stamp: file.stamp, part: file.fileName, state: 'arrived', entries: 1, problem: met });
      yield { kind: 'problem', problem: met };
    }
  }
}

/** Null when no sidecar speaks of it, or when it may belong to several exports. */
function homeOf(file: WaitingFile, places: readonly LoneSidecarPlace[]): BareFileHome | null {
  const fitting = places.filter(({ taken, sidecars }) => {
    const isFree = file.number === null || !taken.has(file.number);
    return isFree && matchFolder({ media: [{ name: file.name }], sidecars }).matches[0]?.sidecar != null;
  });
  const years = fitting.filter(({ meaning }) => meaning === 'year');
  const best = years.length > 0 ? years : fitting;
  const beside = best.filter(({ partPaths }) => partPaths.some((path) => dirname(path) === dirname(file.path)));
  const [home, ...others] = beside.length > 0 ? beside : best;
  if (home === undefined || others.some(({ exportId }) => exportId !== home.exportId)) return null;
  const { exportId, stamp, runIndex } = home;
  // Several sidecars of one export may speak of it: it is stored, and nothing is said of it that may be false.
  const folder = others.length === 0 ? home.path : home.path.slice(0, Math.max(0, home.path.lastIndexOf('/')));
  return { exportId, stamp, runIndex, folder };
}
