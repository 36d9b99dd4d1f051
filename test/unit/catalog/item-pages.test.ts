import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CatalogDatabase } from '../../../electron/engine/catalog/database/catalog-database.ts';
import { at, begun, claimed, freshCatalog, seen, stored } from './catalog-fixture.ts';

const [damaged, absent] = ['c', 'd'];
const known = ['a', 'b', damaged, absent];

/** A catalog with some stored items, of which one is damaged and one was absent, and one that waits. */
async function library() {
  const { file, catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  const assets = new Map(
    claimed(catalog, source, first, known).map((id, index) => {
      const key = known[index] ?? '';
      return [key, stored(catalog, first, id, key).assetId];
    }),
  );
  catalog.items.record(first, source, [seen('waiting')], at(1));
  const second = begun(catalog, source);
  const shown = [...known.filter((key) => key !== absent), 'waiting'].map((key) => seen(key));
  catalog.items.record(second, source, shown, at(2));
  catalog.items.endFull(second, source, at(3));
  catalog.assets.recordVerification(assets.get(damaged) ?? 0, 'changed', at(3));
  return { file, catalog, source, run: begun(catalog, source) };
}

/** Everything about its items, and what is wrong with them. */
function contentOf(file: string): unknown {
  const database = new CatalogDatabase(file);
  try {
    return ['item', 'handle', 'sidecar', 'problem'].map((table) => database.all(`SELECT * FROM ${table} ORDER BY 1`));
  } finally {
    database.close();
  }
}

const told = fc.record({
  key: fc.constantFrom(...known, 'waiting', 'new', 'odd 𝄞 "\\'),
  filename: fc.constantFrom('same', 'other'),
  readiness: fc.constantFrom('ready' as const, 'processing' as const),
});

test('a page of items is recorded as the same items one by one', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(told, { maxLength: 8 }), { maxLength: 3 }), async (pages) => {
      const [atOnce, oneByOne] = [await library(), await library()];
      const itemsOf = (page: (typeof pages)[number]) =>
        page.map(({ key, filename, readiness }) =>
          seen(key, { readiness, ...(filename === 'same' ? {} : { filename: `${key} (other).JPG` }) }),
        );
      for (const page of pages) {
        const whole = atOnce.catalog.items.record(atOnce.run, atOnce.source, itemsOf(page), at(4));
        const sum = { added: 0, changed: 0, unchanged: 0, again: 0, open: 0 };
        for (const item of itemsOf(page)) {
          const one = oneByOne.catalog.items.record(oneByOne.run, oneByOne.source, [item], at(4));
          for (const name of ['added', 'changed', 'unchanged', 'again', 'open'] as const) sum[name] += one[name];
        }
        expect(whole).toEqual(sum);
      }
      expect(contentOf(atOnce.file)).toEqual(contentOf(oneByOne.file));
    }),
    { numRuns: 30 },
  );
});
