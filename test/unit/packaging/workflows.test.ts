import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..', '..');
const folder = join(project, '.github', 'workflows');
const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

describe.each(readdirSync(folder))('the workflow %s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');

  test('takes only actions of GitHub itself, each at a major version', () => {
    const used = [...text.matchAll(/uses: (\S+)/g)].flatMap(([, action]) => action ?? []);
    expect(used).not.toEqual([]);
    for (const action of used) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });

  test('has no secret and may only read', () => {
    expect(text).not.toMatch(/secrets\.|GITHUB_TOKEN|: write/);
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  });

  test('names scripts that exist', () => {
    const scripts = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].flatMap(([, script]) => script ?? []);
    const files = [...text.matchAll(/\bnode ((?:build|test)\/\S+)/g)].flatMap(([, file]) => file ?? []);
    for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
    for (const file of files) expect(() => readFileSync(join(project, file))).not.toThrow();
    expect(scripts.length).toBeGreaterThan(0);
  });
});
