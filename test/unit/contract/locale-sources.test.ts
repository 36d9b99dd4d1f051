import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..', '..');

function* sources(): Generator<readonly [path: string, text: string]> {
  for (const folder of ['electron', 'renderer']) {
    for (const file of readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })) {
      if (/\.tsx?$/.test(file)) yield [`${folder}/${file}`, readFileSync(join(project, folder, file), 'utf8')];
    }
  }
}

// A tag that comes straight from the system may be one at which every Intl constructor throws.
test('what the system says of its languages is only ever handed to the module that makes sense of it', () => {
  const said =
    /navigator\.languages?\b|\.get(?:System)?Locale\(\)|\.getPreferredSystemLanguages\(\)|env\W+L(?:ANG|C_)/g;
  const uses: string[] = [];
  for (const [path, text] of sources()) {
    for (const { index, 0: use } of text.matchAll(said)) {
      const before = text.slice(Math.max(0, index - 40), index);
      if (!/\b(formatLocale|canonicalLocales)\((app|navigator)?$/.test(before)) uses.push(`${path}: ${use}`);
    }
  }
  expect(uses).toEqual([]);
});
