import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileContentAt } from '../../simulator/server/drive/file-content.ts';
import { type Simulator, startSimulator } from '../../simulator/server/simulator.ts';
import type { Contender } from '../contender.ts';
import { type ExportToImport, writeExport } from '../import/export-to-import.ts';
import { unzipContender } from '../import/unzip.ts';
import { measureProcess } from '../measured-process.ts';
import { hasProgram } from '../processes.ts';
import { raceRows, runsRow } from '../results.ts';
import { alternate } from '../rounds.ts';
import { connect, type MeasuredFetch, measureFetch } from './fetching.ts';

interface Rounds {
  readonly rounds: number;
  readonly scratch: string;
  readonly say: (text: string) => void;
  readonly missing: Set<string>;
}

const scope = 'https://www.googleapis.com/auth/drive.readonly';

/** Some 4 GB in two archives in a Drive on loopback: fetched by us, and by hand in turns; then a look without news. */
export async function raceDrive({ rounds, scratch, say, missing }: Rounds): Promise<string[][]> {
  await using cleanUp = new AsyncDisposableStack();
  const root = await mkdtemp(join(scratch, 'drive-'));
  cleanUp.defer(() => rm(root, { recursive: true, force: true }));
  say('Drive: writing an export of 4 GB …');
  const sample = await writeExport(join(root, 'export'), ['--items', '500', '--item-bytes', '4000000']);
  const [first = ''] = sample.parts;
  const google = await startSimulator({ items: 1, albums: 0, consent: 'accept', drive: { folder: dirname(first) } });
  cleanUp.defer(() => google.close());
  // Google knows the sums of its files before anybody asks: nobody waits until they are made.
  for (const part of sample.parts) await (await fileContentAt(part)).md5();
  const looks: MeasuredFetch[] = [];
  const contenders: Contender[] = [afterimageContender(google, sample, looks)];
  if ((await hasProgram('curl')) && (await hasProgram('unzip', ['-v']))) contenders.push(byHand(google, sample));
  else missing.add('curl or unzip is not installed: the fetch from Drive was not compared');
  const title = `Drive, ${(sample.bytes / 1e9).toFixed(1)} GB`;
  const work = { title, items: sample.entries, itemBytes: sample.bytes / sample.entries };
  const series = await alternate(work, contenders, { rounds, scratch: root, say });
  return [...raceRows(work, series), runsRow(`${title}: nothing new`, sample.parts.length, looks)];
}

function afterimageContender(google: Simulator, { assets }: ExportToImport, looks: MeasuredFetch[]): Contender {
  return {
    name: 'afterimage',
    perform: async (_work, folder) => {
      const connected = await connect(google, folder);
      const run = await measureFetch(connected);
      if (run.outcome !== 'complete' || run.stored !== assets) {
        throw new Error(`Afterimage stored ${run.stored} of ${assets} photos and videos: ${run.outcome}`);
      }
      await noCopyIsLeft(folder, assets);
      const requests = google.statistics().driveRequests;
      const look = await measureFetch(connected);
      const asked = google.statistics().driveRequests - requests;
      if (look.stored !== 0 || asked > 4)
        throw new Error(`A look without news stored ${look.stored} and asked ${asked}`);
      looks.push(look);
      const { seconds, peakRssBytes, delayP99Ms, cpuSeconds, apiRequests, mediaRequests } = run;
      return { seconds, peakRssBytes, delayP99Ms, cpuSeconds, requests: apiRequests + mediaRequests, leftOut: 0 };
    },
  };
}

/** Photos, and nothing as large as an archive beside them. */
async function noCopyIsLeft(folder: string, assets: number): Promise<void> {
  const entries = await readdir(join(folder, 'backup'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const large = sizes.filter((size) => size > 100_000_000);
  if (large.length > 0) throw new Error(`${large.length} files of ${assets} photos are as large as an archive`);
}

/** The same durable work by hand: curl fetches each part, unzip, sha256sum and sync do the rest. */
function byHand(google: Simulator, { parts }: ExportToImport): Contender {
  return {
    name: 'curl, unzip, sha256sum, sync',
    perform: async (work, folder) => {
      const { accessToken } = await google.grant([scope]);
      const files = await google.driveFiles();
      const fetched = join(folder, 'fetched');
      await mkdir(fetched);
      const startedAt = performance.now();
      const copies: string[] = [];
      for (const part of parts) {
        const id = files.find(({ name }) => name === basename(part))?.id;
        if (id === undefined) throw new Error(`${part} is not in Drive`);
        const copy = join(fetched, basename(part));
        const url = `${google.url}/drive/v3/files/${id}?alt=media`;
        await measureProcess('curl', ['-sSf', '-H', `Authorization: Bearer ${accessToken}`, '-o', copy, url]);
        copies.push(copy);
      }
      const seconds = (performance.now() - startedAt) / 1_000;
      const unpacked = await unzipContender(copies).perform(work, folder);
      return { ...unpacked, seconds: seconds + unpacked.seconds };
    },
  };
}
