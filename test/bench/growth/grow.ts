/**
 * Started as a process of its own for one size: stores a library of so many photos in a fresh catalog, asks it what the
 * program asks, and prints how much processor time each took: whatever else the machine is busy with. Arguments: the catalog's file, the number of photos.
 */
import { stat } from 'node:fs/promises';
import { openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import { showAgain, storeInCatalog } from '../page/stored-library.ts';
import type { CatalogFigures } from './measure-growth.ts';

const [file = '', items = ''] = process.argv.slice(2);
const opened = openCatalog(file);
if (!opened.ok) throw new Error(opened.problem.title);
const catalog = opened.value;
const seconds = {
  store: timed(() => storeInCatalog(catalog, Number(items))),
  again: timed(() => showAgain(catalog, Number(items))),
  sums: timed(() => {
    for (const { path } of catalog.assets.sums()) if (path === '') throw new Error('A file without a path');
  }),
  overview: timed(() => catalog.library.status()),
  coverage: timed(() => catalog.coverageMap.months()),
  photos: timed(() => [
    catalog.gallery.months({ search: '' }),
    catalog.gallery.page({ search: '', offset: 0, limit: 200 }),
  ]),
  lastPage: timed(() => catalog.gallery.page({ search: '', offset: Number(items) - 200, limit: 200 })),
  search: timed(() => catalog.gallery.page({ search: '2012-07', offset: 0, limit: 200 })),
};
catalog.close();
const figures: CatalogFigures = { seconds, catalogBytes: (await stat(file)).size };
process.stdout.write(JSON.stringify(figures));

function timed(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
