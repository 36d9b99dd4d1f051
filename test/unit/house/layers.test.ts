/**
 * The layers of .dependency-cruiser.mjs, rule by rule: one small project breaks each of them once, and is checked by
 * the command of `npm run check`.
 */
import { dirname, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { layersCheck } from '../../check.ts';
import { layerRules } from './layer-rules.ts';
import { installedPackages, plantProject, runGuard } from './planted-project.ts';
import { sourceFiles } from './source-files.ts';

const rules = await layerRules();

/** Who imports what, and the rules that refuse it. Every path is one file; packages and Node's modules have no slash. */
const breaches: readonly (readonly [from: string, to: string, ...rules: string[]])[] = [
  ['electron/base/clock.ts', 'electron/contract/models.ts', 'layer-electron-base', 'base-is-plain-node'],
  ['electron/base/words.ts', 'zod', 'base-is-plain-node'],
  ['electron/contract/models.ts', 'electron/base/errno.ts', 'layer-electron-contract', 'contract-is-pure'],
  ['electron/contract/settings.ts', 'node:fs', 'contract-is-pure'],
  ['electron/logging/redact.ts', 'electron/contract/models.ts', 'layer-electron-logging'],
  ['electron/account/accounts.ts', 'electron/engine/engine.ts', 'layer-electron-account'],
  ['electron/account/browser.ts', 'electron', 'only-the-shell-imports-electron'],
  ['electron/engine/engine.ts', 'electron/account/tokens.ts', 'layer-electron-engine'],
  ['electron/engine/google/albums.ts', 'electron/engine/catalog/items.ts', 'layer-electron-engine-google'],
  ['electron/engine/catalog/views.ts', 'electron/engine/google/http.ts', 'layer-electron-engine-catalog'],
  ['electron/engine/destination/lock.ts', 'electron/engine/media/facts.ts', 'layer-electron-engine-destination'],
  ['electron/engine/media/thumbs.ts', 'electron/engine/destination/names.ts', 'layer-electron-engine-media'],
  ['electron/engine/sources/picker.ts', 'electron/engine/backup/run.ts', 'layer-electron-engine-sources'],
  ['electron/engine/backup/plan.ts', 'electron/engine/google/http.ts', 'layer-electron-engine-backup'],
  [
    'electron/engine/backup/tell.ts',
    'electron/logging/create-log.ts',
    'layer-electron-engine',
    'layer-electron-engine-backup',
  ],
  ['electron/engine/backup/load.ts', 'electron/engine/sources/library.ts', 'layer-electron-engine-backup'],
  ['electron/engine/backup/choose.ts', 'electron/engine/sources/source-policies.ts', 'layer-electron-engine-backup'],
  ['electron/engine/restore/import.ts', 'electron/engine/sources/source.ts', 'layer-electron-engine-restore'],
  ['electron/engine/runs/import.ts', 'electron/engine/engine.ts', 'layer-electron-engine-runs'],
  ['electron/schedule/plan.ts', 'electron/engine/engine.ts', 'layer-electron-schedule'],
  ['electron/cli/main.ts', 'electron/engine/backup/run.ts', 'layer-electron-cli'],
  ['electron/cli/draw.ts', 'sharp', 'product-needs-no-dev-dependency'],
  ['electron/main/main.ts', 'electron/engine/catalog/items.ts', 'layer-electron-main'],
  ['electron/preload/preload.ts', 'electron/base/errno.ts', 'layer-electron-preload'],
  ['renderer/features/photos.ts', 'electron/base/errno.ts', 'layer-renderer'],
  ['renderer/features/paths.ts', 'node:path', 'the-page-has-no-node'],
  ['renderer/features/folder.ts', 'renderer/api/window-api.ts', 'one-user-of-the-bridge'],
  ['renderer/main.ts', 'zod', 'start-failures-need-nothing'],
  ['renderer/start-failure/page.ts', 'renderer/components/button.ts', 'start-failures-need-nothing'],
  ['renderer/store/reduce.ts', 'renderer/features/albums.ts', 'store-knows-no-screen'],
  ['renderer/components/card.ts', 'renderer/store/state.ts', 'design-system-knows-no-feature'],
  ['electron/main/demo.ts', 'test/support/world.ts', 'layer-electron-main', 'product-needs-no-test-code'],
  ['electron/main/icon.ts', 'build/draw/icon.ts', 'layer-electron-main', 'product-needs-no-test-code'],
  ['test/unit/lost.ts', './nowhere.ts', 'nothing-unresolved'],
];

/** What the layers allow; a rule that refuses one of these refuses too much. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['electron/account/client.ts', 'electron/base/errno.ts'],
  ['electron/base/http.ts', 'undici'],
  ['electron/contract/ipc.ts', 'zod'],
  ['electron/engine/backup/fetch.ts', 'electron/engine/sources/source.ts'],
  ['electron/engine/backup/finish.ts', 'electron/engine/sources/source-policy.ts'],
  ['electron/engine/sources/drive.ts', 'electron/engine/google/http.ts'],
  ['electron/engine/restore.ts', 'electron/engine/backup/run.ts'],
  ['electron/main/window.ts', 'electron'],
  ['electron/main/decode.ts', 'electron/engine/media/decoding/decoder-pool.ts'],
  ['renderer/app/Root.tsx', 'renderer/api/window-api.ts'],
  ['renderer/features/setup.ts', 'renderer/store/state.ts'],
  ['test/unit/run.ts', 'electron/engine/backup/run.ts'],
];

const cycle = ['electron/base/one.ts', 'electron/base/two.ts'] as const;

function importing(from: string, to: string): string {
  const isFile = to.includes('/') && !to.startsWith('.');
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  const specifier = isFile ? (path.startsWith('.') ? path : `./${path}`) : to;
  return `import * as it from '${specifier}';\nexport const one = it;\n`;
}

function plantedFiles(): Record<string, string> {
  const imports = [...breaches, ...allowed, [cycle[0], cycle[1]] as const, [cycle[1], cycle[0]] as const];
  const targets = imports.map(([, to]) => to).filter((to) => to.includes('/') && !to.startsWith('.'));
  return {
    ...Object.fromEntries(targets.map((to) => [to, 'export const one = 1;\n'])),
    ...Object.fromEntries(imports.map(([from, to]) => [from, importing(from, to)])),
    ...installedPackages(['zod', 'undici', 'electron', 'sharp']),
    'package.json': JSON.stringify({
      name: 'planted',
      type: 'module',
      dependencies: { zod: '1.0.0', undici: '1.0.0' },
      devDependencies: { electron: '1.0.0', sharp: '1.0.0' },
    }),
  };
}

/** One line for each breach that was printed: rule, file, what it imports. */
function printedBreaches(output: string): readonly string[] {
  return [...output.matchAll(/^ {2}error (\S+): (\S+) → *(\S*)/gm)]
    .map(([, rule = '', from = '', to = '']) => `${rule}: ${from} → ${to.replace(/^node_modules\/(\w+)\/.*/, '$1')}`)
    .toSorted();
}

/** A comment as it's printed, with its line breaks taken out again. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('the layers', () => {
  let checked: Awaited<ReturnType<typeof runGuard>>;

  beforeAll(async () => {
    await using planted = await plantProject(['.dependency-cruiser.mjs', 'tsconfig.json'], plantedFiles());
    const [, ...command] = layersCheck;
    checked = await runGuard(planted.folder, command);
  });

  test('has a rule for everything that is planted here, and nothing that is not', () => {
    const named = new Set(breaches.flatMap(([, , ...rules]) => rules));
    const names = rules.map(({ name }) => name).filter((name) => name !== 'no-cycles');
    expect([...named].toSorted()).toEqual(names.toSorted());
  });

  test('refuses each breach, and nothing that it allows', () => {
    expect(checked.exitCode).not.toBe(0);
    const expected = breaches.flatMap(([from, to, ...rules]) =>
      rules.map((rule) => `${rule}: ${from} → ${to.replace(/^node:/, '')}`),
    );
    const cycles = printedBreaches(checked.output).filter((line) => line.startsWith('no-cycles'));
    expect(cycles).toHaveLength(1);
    expect(printedBreaches(checked.output)).toEqual([...expected, ...cycles].toSorted());
  });

  test('finds a circle of imports, and names its members', () => {
    expect(checked.output).toMatch(/no-cycles: electron\/base\/(one|two)\.ts →\s+electron\/base\/(one|two)\.ts/);
  });

  test.each(rules)('$name prints what to do instead', ({ comment }) => {
    expect(comment.length).toBeGreaterThan(40);
    expect(unwrapped(checked.output)).toContain(unwrapped(comment));
  });
});

test('every file of the product is in a layer', () => {
  const layers = rules.filter(({ name }) => name.startsWith('layer-')).map(({ from }) => new RegExp(from.path ?? '^$'));
  const files = sourceFiles(['electron', 'renderer']);
  expect(files.length).toBeGreaterThan(400);
  expect(files.filter((file) => !layers.some((layer) => layer.test(file)))).toEqual([]);
});
