import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../../electron/contract/models.ts';
import { type ProblemCode, problem } from '../../../electron/contract/problem.ts';
import { ok } from '../../../electron/contract/result.ts';
import type { FoundPart } from '../../../electron/contract/takeout-desktop-models.ts';
import { known, noMemory, readyParts, seen, unknownPaths } from '../../../electron/schedule/watch-memory.ts';
import { liveRun, report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell } from './support/shell-world.ts';

const folder = '/home/me/Downloads';
const done: RunReport = { ...report, run: 9, source: 'takeout', account: 'takeout' };
const minute = 60_000;

function part(number: number, change: Partial<FoundPart> = {}): FoundPart {
  const name = `takeout-20260301T120000Z-00${number}.zip`;
  return {
    ...{ name, path: `${folder}/${name}`, format: 'zip', number },
    ...{ bytes: 1_000, modifiedAt: '2026-03-10T11:00:00.000Z', place: 'here', ...change },
  };
}

/** A shell that watches a folder, in which a test lays parts. */
async function openWorld() {
  const shellWorld = openShell();
  const { world, takeout, engine, runs, snapshot } = shellWorld;
  const lay = (...parts: readonly FoundPart[]) => {
    world.found = { ...world.found, exports: [{ stamp: '20260301T120000Z', parts: [...parts], missing: [] }] };
  };
  // No backup comes in between on its own.
  shellWorld.settings.write({ schedule: { mode: 'manual' } });
  shellWorld.shell.settingsChanged();
  await takeout.begin();
  await takeout.watch.choose();
  await settled();
  return {
    ...shellWorld,
    lay,
    watch: takeout.watch,
    state: () => snapshot.current().takeout.watch,
    shown: () => snapshot.current().takeout.watch?.parts.map(({ name, state }) => `${name.slice(-7)} ${state}`),
    imported: () => engine.imports.map(({ paths }) => paths.map((path) => path.slice(-7))),
    /** The import ends; the parts that it was asked for are in the backup then, unless the test says otherwise. */
    finish: async (ended: RunReport = done, state: 'imported' | 'arrived' = 'imported') => {
      const paths = engine.imports.at(-1)?.paths ?? [];
      world.standings = {
        ...world.standings,
        ...Object.fromEntries(paths.map((one) => [one, { state, problem: null }])),
      };
      runs.hear({ event: 'started', ...liveRun, source: 'takeout', dryRun: false });
      await engine.endRun(ok(ended));
    },
  };
}

describe('the watch folder', () => {
  it('is chosen, remembered, left alone and watched again', async () => {
    const { settings, state, watch, engine, listening, pass } = await openWorld();
    expect(settings.read().watchFolder).toEqual({ path: folder, isOn: true });
    expect(state()).toMatchObject({
      folder,
      isOn: true,
      lookedAt: '2026-03-10T12:00:00.000Z',
      problem: null,
      parts: [],
    });
    expect(listening).toHaveLength(1);
    expect(watch.stop()).toEqual(ok(null));
    expect(state()).toMatchObject({ folder, isOn: false, lookedAt: null });
    expect(listening).toHaveLength(0);
    const looks = engine.count('findParts');
    watch.lookSoon();
    await pass(5 * minute);
    expect(engine.count('findParts')).toBe(looks);
    expect(watch.start()).toEqual(ok(null));
    expect(settings.read().watchFolder).toEqual({ path: folder, isOn: true });
    await settled();
    expect(engine.count('findParts')).toBe(looks + 1);
  });

  it('cannot be watched before one was chosen', () => {
    expect(openShell().takeout.watch.start()).toMatchObject({ problem: { code: 'entry-unknown' } });
  });

  it('is watched again by the next start of the program', async () => {
    const { settings, takeout, snapshot, listening } = openShell();
    settings.write({ watchFolder: { path: folder, isOn: true } });
    await takeout.begin();
    await settled();
    expect(listening).toMatchObject([{ folder }]);
    expect(snapshot.current().takeout.watch).toMatchObject({ folder, isOn: true });
  });

  it('that cannot be checked says so, and is checked again', async () => {
    const { world, state, pass } = await openWorld();
    world.found = {
      exports: [],
      unrecognised: [{ path: folder, problem: problem('part-missing', { detail: 'ENOENT' }) }],
    };
    await pass(minute);
    expect(state()).toMatchObject({ problem: { code: 'watch-folder-gone', subject: folder }, parts: [] });
    world.found = { exports: [], unrecognised: [{ path: folder, problem: problem('part-not-recognised') }] };
    await pass(minute);
    expect(state()).toMatchObject({ problem: null, parts: [] });
  });

  it('is checked once for many signs of life', async () => {
    const { engine, listening, pass } = await openWorld();
    const looks = engine.count('findParts');
    for (let sign = 0; sign < 100; sign += 1) listening[0]?.change();
    await pass(2_000);
    expect(engine.count('findParts')).toBe(looks + 1);
  });
});

describe('a part in the watch folder', () => {
  it('is imported automatically once nothing has written to it for ten seconds', async () => {
    const { lay, listening, shown, imported, pass, finish, engine } = await openWorld();
    lay(part(1));
    listening[0]?.change();
    await pass(2_000);
    expect(shown()).toEqual(['001.zip being-written']);
    await pass(9_000);
    expect(imported()).toEqual([]);
    await pass(1_000);
    expect(imported()).toEqual([['001.zip']]);
    await finish();
    await pass(10 * minute);
    expect(shown()).toEqual([]);
    expect(imported()).toHaveLength(1);
    expect(engine.imports[0]).toMatchObject({ includeTrash: false });
  });

  it('that grows is waited for', async () => {
    const { lay, shown, imported, pass } = await openWorld();
    for (let bytes = 1_000; bytes < 6_000; bytes += 1_000) {
      lay(part(1, { bytes }));
      await pass(9_000);
      lay(part(1, { bytes: bytes + 500 }));
      await pass(5_000);
    }
    expect(shown()).toEqual(['001.zip being-written']);
    expect(imported()).toEqual([]);
    await pass(2 * minute);
    expect(imported()).toEqual([['001.zip']]);
  });

  it('whose download shows by its name is shown as such', async () => {
    const { world, shown, imported, pass } = await openWorld();
    const name = 'takeout-20260301T120000Z-001.zip.crdownload';
    const met = problem('part-unfinished', { subject: name });
    world.found = { exports: [], unrecognised: [{ path: `${folder}/${name}`, problem: met }] };
    await pass(3 * minute);
    expect(shown()).toEqual(['ownload being-written']);
    expect(imported()).toEqual([]);
  });

  it('that is in a cloud alone is not touched', async () => {
    const { lay, shown, engine, pass } = await openWorld();
    lay(part(1, { place: 'cloud' }));
    await pass(5 * minute);
    expect(shown()).toEqual(['001.zip cloud']);
    expect(engine.asked).not.toContain('partImportStates');
    expect(engine.imports).toEqual([]);
  });

  it('that was extracted is no matter of the watch folder', async () => {
    const { lay, shown, imported, pass } = await openWorld();
    lay(part(1, { format: 'folder', bytes: null }));
    await pass(5 * minute);
    expect(shown()).toEqual([]);
    expect(imported()).toEqual([]);
  });

  it.each(['imported', 'replaced'] as const)('that is %s already is not imported again', async (state) => {
    const { world, lay, shown, imported, pass } = await openWorld();
    world.standings = { [part(1).path]: { state, problem: null } };
    lay(part(1));
    await pass(5 * minute);
    expect(shown()).toEqual([]);
    expect(imported()).toEqual([]);
  });

  it.each<[ProblemCode]>([['part-encrypted'], ['part-damaged']])(
    'with %s is told once, also by later starts',
    async (code) => {
      const { world, lay, state, notices, settings, imported, pass } = await openWorld();
      const met = problem(code);
      world.standings = { [part(1).path]: { state: null, problem: met } };
      lay(part(1));
      await pass(10 * minute);
      expect(state()?.parts).toEqual([{ name: part(1).name, state: 'broken', problem: met }]);
      expect(notices).toEqual([{ kind: 'exports', title: `${part(1).name}: ${met.title}`, body: met.wayOut }]);
      expect(imported()).toEqual([]);

      const later = openShell();
      later.settings.write({
        toldAboutExports: settings.read().toldAboutExports,
        watchFolder: settings.read().watchFolder,
      });
      Object.assign(later.world, world);
      await later.takeout.begin();
      await later.pass(10 * minute);
      expect(later.snapshot.current().takeout.watch?.parts).toMatchObject([{ state: 'broken' }]);
      expect(later.notices).toEqual([]);
    },
  );

  it('that is cut off counts as being written until nothing has come for ten minutes', async () => {
    const { world, lay, shown, notices, pass } = await openWorld();
    world.standings = { [part(1).path]: { state: null, problem: problem('part-truncated') } };
    lay(part(1));
    await pass(9 * minute);
    expect(shown()).toEqual(['001.zip being-written']);
    expect(notices).toEqual([]);
    await pass(3 * minute);
    expect(shown()).toEqual(['001.zip broken']);
    expect(notices).toHaveLength(1);
  });

  it('that was broken and is downloaded again under the same name is imported', async () => {
    const { world, lay, imported, pass } = await openWorld();
    world.standings = { [part(1).path]: { state: null, problem: problem('part-damaged') } };
    lay(part(1));
    await pass(2 * minute);
    world.standings = {};
    lay(part(1, { bytes: 2_000 }));
    await pass(3 * minute);
    expect(imported()).toEqual([['001.zip']]);
  });

  it('that an import found broken is told of, and not tried again', async () => {
    const { world, lay, shown, notices, imported, pass, finish } = await openWorld();
    lay(part(1));
    await pass(2 * minute);
    await finish();
    world.standings = { [part(1).path]: { state: 'broken', problem: null } };
    await pass(3 * 60 * minute);
    expect(shown()).toEqual(['001.zip broken']);
    expect(notices).toMatchObject([{ title: `${part(1).name}: ${problem('part-damaged').title}` }]);
    expect(imported()).toHaveLength(1);
  });

  it('waits while another run is in progress, Afterimage is paused, or the folder is away', async () => {
    const { backups, lay, snapshot, imported, pass, tellFinished } = await openWorld();
    await backups.start('auto');
    lay(part(1));
    await pass(5 * minute);
    expect(imported()).toEqual([]);
    snapshot.change({ pause: { kind: 'until-resumed', until: null } });
    await tellFinished();
    await pass(5 * minute);
    expect(imported()).toEqual([]);
    snapshot.change({ pause: null, destinationTrouble: problem('destination-missing') });
    await pass(5 * minute);
    expect(imported()).toEqual([]);
    snapshot.change({ destinationTrouble: null });
    await pass(minute);
    expect(imported()).toEqual([['001.zip']]);
  });

  it('waits on battery when the person wants that', async () => {
    const { world, lay, snapshot, imported, pass } = await openWorld();
    snapshot.change({ settings: { ...snapshot.current().settings, runOnBattery: false } });
    world.supply = { onBattery: true, metered: 'unknown' };
    lay(part(1));
    await pass(5 * minute);
    expect(imported()).toEqual([]);
  });

  it('whose import a pause broke off continues when the pause is over', async () => {
    const { runs, lay, snapshot, imported, pass, finish } = await openWorld();
    lay(part(1));
    await pass(2 * minute);
    expect(imported()).toHaveLength(1);
    snapshot.change({ pause: { kind: 'until-resumed', until: null } });
    await runs.stop('passing');
    await finish({ ...done, outcome: 'stopped', problem: problem('interrupted') }, 'arrived');
    expect(snapshot.current().takeout.import).toBeNull();
    await pass(5 * minute);
    expect(imported()).toHaveLength(1);
    snapshot.change({ pause: null });
    await pass(2 * minute);
    expect(imported()).toHaveLength(2);
  });

  it('whose import a person stopped is left alone', async () => {
    const { takeout, lay, shown, imported, pass, finish } = await openWorld();
    lay(part(1));
    await pass(2 * minute);
    await takeout.imports.stop();
    await finish({ ...done, outcome: 'stopped', problem: problem('interrupted') }, 'arrived');
    await pass(5 * 60 * minute);
    expect(imported()).toHaveLength(1);
    expect(shown()).toEqual(['001.zip ready']);
  });

  it('that an import did not bring to its end is tried again after an hour', async () => {
    const { lay, imported, pass, finish } = await openWorld();
    lay(part(1));
    await pass(2 * minute);
    await finish({ ...done, outcome: 'problems', failed: 1 }, 'arrived');
    await pass(55 * minute);
    expect(imported()).toHaveLength(1);
    await pass(10 * minute);
    expect(imported()).toHaveLength(2);
  });

  it('joins others that are ready in one import', async () => {
    const { lay, imported, pass } = await openWorld();
    lay(part(2), part(1), part(3, { place: 'cloud' }));
    await pass(2 * minute);
    expect(imported()).toEqual([['002.zip', '001.zip']]);
  });
});

describe('what looks remember', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 30_000 }),
    bytes: fc.constantFrom(1, 2),
    place: fc.constantFrom<FoundPart['place'][]>('here', 'cloud'),
    isThere: fc.boolean(),
  });

  it('never leads to a part that looked otherwise less than ten seconds ago, or that is not there', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let memory = noMemory;
        let now = 0;
        let lain: { readonly bytes: number; readonly since: number }[] = [];
        for (const { afterMs, bytes, place, isThere } of steps) {
          now += afterMs;
          const parts = isThere ? [part(1, { bytes, place })] : [];
          memory = seen(memory, { exports: [{ stamp: 'x', parts, missing: [] }], unrecognised: [] }, now);
          const same = lain.filter((one) => isThere && one.bytes === bytes);
          lain = isThere && same.length === 0 ? [{ bytes, since: now }] : same;
          const asked = unknownPaths(memory, now);
          memory = known(
            memory,
            asked.map((path) => ({ path, state: null, problem: null })),
          );
          const isReady = readyParts(memory, now).length > 0;
          const isStill = lain.some(({ since }) => now - since >= 10_000);
          expect(isReady).toBe(isStill && place === 'here');
        }
      }),
    );
  });
});
