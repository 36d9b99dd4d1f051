import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { settingsSchema } from '../../electron/contract/settings.ts';
import { catalogFile } from '../../electron/engine/backup/open-catalog.ts';
import { type Catalog, openCatalog } from '../../electron/engine/catalog/catalog.ts';
import { furnish, type Room } from './import/importing.ts';
import { measureCall } from './measured-call.ts';
import { runsRow } from './results.ts';
import { decimal } from './table.ts';

const files = 100_000;
const stretch = 1_000;
/** Long enough ago that all of it is due. */
const storedAt = '2020-01-01T00:00:00.000Z';

const scrubbed = z.object({
  event: z.literal('scrubbed'),
  due: z.object({ files: z.int() }),
  checked: z.int(),
  intact: z.int(),
  bytes: z.int(),
  ended: z.literal('done'),
});

/** A share of 100,000 small files, read at the usual pace by the real command line: its rate and its memory. */
export async function measureScrub(scratch: string, say: (text: string) => void): Promise<string[]> {
  const root = await mkdtemp(join(scratch, 'scrub-'));
  try {
    say(`Scrub: storing ${files} files …`);
    const room = await furnish(root);
    await storeFiles(room);
    const { stdout, ...call } = await measureCall({
      args: ['verify', '--scrub', '--json', '--quiet', ...room.globals],
      data: room.data,
    });
    const report = scrubbed.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
    if (report.intact !== files) throw new Error(`Of ${files} files ${report.intact} were read and found intact`);
    const run = { ...call, apiRequests: 0, mediaRequests: 0 };
    say(`Scrub: ${decimal(call.seconds, 2)} s, ${decimal(files / call.seconds, 0)} files/s`);
    return runsRow(`scrub of ${files.toLocaleString('en')} small files`, files, [run]);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function storeFiles({ data, destination }: Room): Promise<void> {
  const file = join(data, 'settings.json');
  const settings = settingsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  await writeFile(file, JSON.stringify({ ...settings, scrubDays: 1 }));
  await mkdir(join(data, 'catalogs'), { recursive: true });
  const opened = openCatalog(catalogFile(data, settings.destination?.identity ?? ''));
  if (!opened.ok) throw new Error(opened.problem.title);
  using catalog = Object.assign(opened.value, { [Symbol.dispose]: opened.value.close });
  for (let first = 0; first < files; first += stretch) await storeMonth(catalog, destination, first);
}

async function storeMonth(catalog: Catalog, destination: string, first: number): Promise<void> {
  const month = `Photos/${2004 + Math.floor(first / 12_000)}/${String(((first / stretch) % 12) + 1).padStart(2, '0')}`;
  await mkdir(join(destination, month), { recursive: true });
  await Promise.all(
    Array.from({ length: stretch }, async (_, index) => {
      const path = `${month}/IMG_${String(first + index).padStart(6, '0')}.JPG`;
      const bytes = createHash('sha512').update(path).digest();
      await writeFile(join(destination, path), bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      catalog.assets.adopt({
        facts: {
          ...{ sha256, bytes: bytes.length, mimeType: 'image/jpeg', width: null, height: null, fidelity: 'original' },
          ...{ takenLocal: null, zoneMinutes: null, takenReason: 'none' },
        },
        place: { path, key: path.toLowerCase() },
        ...{ mtime: Date.now(), at: storedAt },
      });
    }),
  );
}
