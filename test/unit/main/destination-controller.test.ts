import { expect, test } from 'vitest';
import { ok } from '../../../electron/contract/result.ts';
import type { EngineDestination } from '../../../electron/engine/engine.ts';
import { createDestinationController } from '../../../electron/main/runs/destination-controller.ts';
import type { SnapshotChange } from '../../../electron/main/snapshot/snapshot-store.ts';
import type { AskEngine } from '../../../electron/main/supervision/engine-supervisor.ts';
import { destination as report } from './support/app-state.ts';

const found = { files: 800, albums: 14, lastBackup: null };

test('what was in a folder when it was chosen is still said after the next look at it, and not of another one', async () => {
  let current: EngineDestination | null = null;
  let probed = report;
  const changes: SnapshotChange[] = [];
  const answer = async (verb: string): Promise<unknown> =>
    verb === 'chooseDestination'
      ? ok({ report: { ...report, found }, destination: { path: report.path, identity: report.identity ?? '' } })
      : ok(probed);
  const controller = createDestinationController({
    ask: answer as AskEngine,
    chooseFolder: async () => report.path,
    current: () => current,
    remember: (chosen) => {
      current = chosen;
    },
    trouble: () => null,
    change: (change) => void changes.push(change),
  });
  const chosen = await controller.choose();
  await controller.use(chosen.ok ? (chosen.value?.choice ?? '') : '');
  await controller.check();
  expect(changes.map(({ destination }) => destination?.found)).toEqual([found, found]);
  probed = { ...report, identity: 'another' };
  current = { path: report.path, identity: 'another' };
  await controller.check();
  expect(changes.at(-1)?.destination).not.toHaveProperty('found');
});

test('a backup on a disk that is read-only is opened, and it is said that nothing can be written', async () => {
  const readOnly = { ...report, readOnly: true } as const;
  const changes: SnapshotChange[] = [];
  const asked: string[] = [];
  const controller = createDestinationController({
    ask: (async (verb: string) => {
      asked.push(verb);
      const place = { path: report.path, identity: report.identity ?? '' };
      return verb === 'chooseDestination' ? ok({ report: { ...readOnly, found }, destination: place }) : ok(readOnly);
    }) as AskEngine,
    chooseFolder: async () => report.path,
    current: () => ({ path: report.path, identity: report.identity ?? '' }),
    remember: () => undefined,
    trouble: () => null,
    change: (change) => void changes.push(change),
  });
  const chosen = await controller.choose();
  expect(chosen).toMatchObject({ ok: true, value: { report: { readOnly: true } } });
  expect(await controller.use(chosen.ok ? (chosen.value?.choice ?? '') : '')).toMatchObject({ ok: true });
  expect(await controller.check()).toMatchObject({ ok: true });
  const trouble = { code: 'destination-read-only', subject: report.path };
  expect(changes).toMatchObject([
    { destination: { readOnly: true, found }, destinationTrouble: trouble },
    { destination: { readOnly: true, found }, destinationTrouble: trouble },
  ]);
});
