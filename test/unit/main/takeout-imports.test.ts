import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import type { FoundPart } from '../../../electron/contract/takeout-desktop-models.ts';
import type { TakeoutPart } from '../../../electron/contract/takeout-models.ts';
import { liveRun, report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell } from './support/shell-world.ts';

const done: RunReport = { ...report, run: 9, source: 'takeout', account: 'takeout' };
const interrupted: RunReport = { ...done, outcome: 'stopped', problem: problem('interrupted') };

function part(number: number): FoundPart {
  const name = `takeout-20260301T120000Z-00${number}.zip`;
  return {
    ...{ name, path: `/home/me/Downloads/${name}`, format: 'zip', number },
    ...{ bytes: 1_000, modifiedAt: '2026-03-02T08:00:00.000Z', place: 'here' },
  };
}

/** A shell beside which parts with these numbers lie. */
function openWorld(...numbers: readonly number[]) {
  const shellWorld = openShell();
  const { world, runs, takeout, snapshot, engine, settings, shell } = shellWorld;
  // No backup comes in between on its own.
  settings.write({ schedule: { mode: 'manual' } });
  shell.settingsChanged();
  const lay = (...wanted: readonly number[]) => {
    const parts = wanted.map(part);
    world.found = { exports: [{ stamp: '20260301T120000Z', parts, missing: [] }], unrecognised: [] };
  };
  lay(...numbers);
  const drop = async () => {
    const offer = await takeout.offers.make(['/home/me/Downloads']);
    if (!offer.ok) throw new Error(offer.problem.title);
    return offer.value.offer;
  };
  return {
    ...shellWorld,
    lay,
    drop,
    imports: takeout.imports,
    stage: () => snapshot.current().takeout.import?.now.stage ?? null,
    parts: () => snapshot.current().takeout.import?.parts.map(({ name, state }) => `${name.slice(-7)} ${state}`) ?? [],
    dropAndImport: async () => takeout.imports.start({ offer: await drop(), includeTrash: false }),
    tellPart: (number: number, told: Partial<TakeoutPart> = {}) =>
      runs.hear({
        ...{ event: 'part', stamp: '20260301T120000Z', part: part(number).name, state: 'imported' },
        ...{ entries: 12, problem: null, ...told },
      }),
    finish: async (ended: RunReport = done) => {
      runs.hear({ event: 'started', ...liveRun, source: 'takeout', dryRun: false });
      await engine.endRun(ok(ended));
    },
    crash: () => engine.endRun(failed(problem('engine-crashed'))),
  };
}

describe('an offer', () => {
  it('says what was found by name, and never where it lies', async () => {
    const { takeout, world, lay } = openWorld();
    lay(1, 2);
    world.found = {
      exports: world.found.exports.map((one) => ({ ...one, missing: ['takeout-20260301T120000Z-003.zip'] })),
      unrecognised: [{ path: '/home/me/Downloads/holiday.zip', problem: problem('part-not-recognised') }],
    };
    const offer = await takeout.offers.make(['/home/me/Downloads']);
    expect(offer).toMatchObject({
      value: {
        exports: [{ parts: [{ number: 1 }, { number: 2 }], missing: ['takeout-20260301T120000Z-003.zip'] }],
        unrecognised: [{ name: 'holiday.zip', problem: { code: 'part-not-recognised' } }],
      },
    });
    expect(JSON.stringify(offer)).not.toContain('/home/me');
  });

  it('can be imported once, and not after many newer ones', async () => {
    const { imports, drop } = openWorld(1);
    const old = await drop();
    const offer = await drop();
    for (let newer = 0; newer < 7; newer += 1) await drop();
    expect(await imports.start({ offer, includeTrash: false })).toEqual(ok(null));
    expect(await imports.start({ offer, includeTrash: false })).toMatchObject({ problem: { code: 'entry-unknown' } });
    expect(await imports.start({ offer: old, includeTrash: false })).toMatchObject({ ok: false });
  });

  it('needs something to look at, and cannot be imported when there was no part', async () => {
    const { takeout, dropAndImport } = openWorld();
    expect(await takeout.offers.make([])).toMatchObject({ problem: { code: 'part-not-recognised' } });
    expect(await dropAndImport()).toMatchObject({ problem: { code: 'entry-unknown' } });
  });
});

describe('an import', () => {
  it('runs, tells of each part, and shows what came of it until it is dismissed', async () => {
    const { imports, drop, engine, settings, snapshot, stage, parts, tellPart, finish } = openWorld(1, 2);
    expect(await imports.start({ offer: await drop(), includeTrash: true })).toEqual(ok(null));
    expect(engine.imports).toMatchObject([{ paths: [part(1).path, part(2).path], includeTrash: true, dryRun: false }]);
    expect(settings.read().openImport).toMatchObject({ includeTrash: true, startedBy: 'person' });
    expect(stage()).toBe('running');
    expect(parts()).toEqual(['001.zip waiting', '002.zip waiting']);
    tellPart(1);
    tellPart(2, { state: 'broken', problem: problem('part-truncated') });
    expect(parts()).toEqual(['001.zip imported', '002.zip broken']);
    await finish();
    expect(snapshot.current().takeout.import?.now).toEqual({
      ...{ stage: 'ended', report: done, problem: null, isStopped: false },
    });
    expect(settings.read().openImport).toBeNull();
    expect(await imports.goOn()).toMatchObject({ problem: { code: 'entry-unknown' } });
    imports.dismiss();
    expect(snapshot.current().takeout.import).toBeNull();
  });

  it('says nothing of the backup: neither its last run nor its problem', async () => {
    const { dropAndImport, snapshot, finish } = openWorld(1);
    await dropAndImport();
    await finish({ ...done, outcome: 'stopped', problem: problem('part-gone') });
    expect(snapshot.current()).toMatchObject({ run: null, lastRun: null, trouble: null });
  });

  it('waits behind a backup in progress, together with what is dropped meanwhile', async () => {
    const { backups, engine, lay, dropAndImport, stage, parts, finish, tellFinished } = openWorld(1);
    await backups.start('auto');
    await dropAndImport();
    expect(stage()).toBe('queued');
    lay(2);
    await dropAndImport();
    expect(parts()).toEqual(['001.zip waiting', '002.zip waiting']);
    expect(engine.imports).toEqual([]);
    await tellFinished();
    expect(engine.imports).toMatchObject([{ paths: [part(1).path, part(2).path] }]);
    expect(stage()).toBe('running');
    await finish();
    expect(stage()).toBe('ended');
  });

  it('takes what is dropped while it runs after it', async () => {
    const { engine, lay, settings, dropAndImport, stage, parts, tellPart, finish } = openWorld(1);
    await dropAndImport();
    lay(2);
    await dropAndImport();
    expect(parts()).toEqual(['001.zip waiting', '002.zip waiting']);
    expect(settings.read().openImport?.parts).toHaveLength(2);
    tellPart(1);
    await finish();
    expect(engine.imports.map(({ paths }) => paths)).toEqual([[part(1).path], [part(2).path]]);
    expect(stage()).toBe('running');
    expect(parts()).toEqual(['002.zip waiting']);
    await finish();
    expect(settings.read().openImport).toBeNull();
  });

  it('continues after a stop only when the person wants it, with all that waited', async () => {
    const { imports, engine, lay, snapshot, dropAndImport, finish } = openWorld(1);
    await dropAndImport();
    lay(2);
    await dropAndImport();
    await imports.stop();
    expect(engine.count('stopBackup')).toBe(1);
    await finish(interrupted);
    expect(snapshot.current().takeout.import?.now).toMatchObject({ stage: 'ended', isStopped: true, problem: null });
    expect(engine.imports).toHaveLength(1);
    expect(await imports.goOn()).toEqual(ok(null));
    await settled();
    expect(engine.imports[1]?.paths).toEqual([part(1).path, part(2).path]);
  });

  it('is taken back while it waits', async () => {
    const { backups, imports, engine, settings, dropAndImport, stage, tellFinished } = openWorld(1);
    await backups.start('auto');
    await dropAndImport();
    expect(await imports.stop()).toEqual(ok(null));
    expect(stage()).toBeNull();
    await tellFinished();
    expect(engine.imports).toEqual([]);
    expect(settings.read().openImport).toBeNull();
  });

  it('that a full disk ended can be gone on with', async () => {
    const { imports, engine, snapshot, dropAndImport, finish } = openWorld(1);
    await dropAndImport();
    await finish({ ...done, outcome: 'stopped', problem: problem('destination-full') });
    expect(snapshot.current()).toMatchObject({
      takeout: { import: { now: { stage: 'ended', problem: { code: 'destination-full' } } } },
      destinationTrouble: { code: 'destination-full' },
    });
    expect(await imports.goOn()).toEqual(ok(null));
    await settled();
    expect(engine.imports).toHaveLength(2);
  });

  it('needs a folder', async () => {
    const { settings, dropAndImport } = openWorld(1);
    settings.write({ destination: null });
    expect(await dropAndImport()).toMatchObject({ problem: { code: 'destination-not-set' } });
  });

  it('that a person began is not stopped by what passes', async () => {
    const { runs, engine, dropAndImport } = openWorld(1);
    await dropAndImport();
    await runs.stop('passing');
    expect(engine.count('stopBackup')).toBe(0);
  });

  it.each(['in order', 'by force'])(
    'broken off by the end of the program, %s, is taken up by the next start',
    async (how) => {
      const { runs, settings, engine, takeout, dropAndImport, finish, crash } = openWorld(1);
      await dropAndImport();
      runs.close();
      takeout.end();
      await (how === 'in order' ? finish(interrupted) : crash());
      expect(engine.imports).toHaveLength(1);
      const open = settings.read().openImport;
      expect(open?.parts).toEqual([{ name: part(1).name, path: part(1).path }]);

      const next = openWorld();
      next.settings.write({ openImport: open });
      await next.takeout.begin();
      await settled();
      expect(next.engine.imports).toMatchObject([{ paths: [part(1).path] }]);
    },
  );

  it('continues automatically when the engine crashes, but not forever', async () => {
    const { engine, snapshot, stage, dropAndImport, crash } = openWorld(1);
    await dropAndImport();
    await crash();
    expect(engine.imports).toHaveLength(2);
    await crash();
    await crash();
    expect(engine.imports).toHaveLength(3);
    expect(stage()).toBe('ended');
    expect(snapshot.current().takeout.import?.now).toMatchObject({ problem: { code: 'engine-crashed' } });
  });

  it('is dismissed only when it has ended', async () => {
    const { imports, dropAndImport, stage, finish } = openWorld(1);
    await dropAndImport();
    imports.dismiss();
    await settled();
    expect(stage()).toBe('running');
    await finish();
    imports.dismiss();
    expect(stage()).toBeNull();
  });
});
