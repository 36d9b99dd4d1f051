import { describe, expect, it } from 'vitest';
import type { DesktopSettingsChange, Pause } from '../../../electron/contract/desktop-models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { scrubBlocker } from '../../../electron/main/runs/scrub-controller.ts';
import { factsWith } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell, scrubReport } from './support/shell-world.ts';

const minute = 60_000;
const hour = 60 * minute;
const done = { ...scrubReport, due: { files: 9, bytes: 9 }, checked: 9, bytes: 9, intact: 9 };

/** A program in which no run is due, and a scrub goes on until it is stopped or ended. */
function openIdle(change: DesktopSettingsChange = {}) {
  const world = openShell();
  world.settings.write({ schedule: { mode: 'manual' }, ...change });
  world.engine.scrub = null;
  return world;
}

async function scrubbing() {
  const world = openIdle();
  world.shell.begin();
  await settled();
  expect(world.engine.count('scrub')).toBe(1);
  expect(world.engine.count('stopScrub')).toBe(0);
  return world;
}

describe('a share of the library', () => {
  it('is read once a day, and what is known of the library follows', async () => {
    const { engine, pass } = await scrubbing();
    const before = engine.count('status');
    await engine.endScrub(done);
    expect(engine.count('status')).toBe(before + 1);
    await pass(11 * hour);
    expect(engine.count('scrub')).toBe(1);
    await pass(2 * hour);
    expect(engine.count('scrub')).toBe(2);
  });

  it('that was not read to its end goes on later the same day', async () => {
    const { engine, pass } = await scrubbing();
    await engine.endScrub({ ...done, ended: 'busy' });
    await pass(9 * minute);
    expect(engine.count('scrub')).toBe(1);
    await pass(2 * minute);
    expect(engine.count('scrub')).toBe(2);
  });

  it('is another one when the person wants everything read more often', async () => {
    const { engine, settings, shell } = await scrubbing();
    await engine.endScrub(done);
    settings.write({ scrubDays: 30 });
    shell.settingsChanged();
    await settled();
    expect(engine.count('scrub')).toBe(2);
  });
});

describe('it does not begin', () => {
  it('when it is switched off', async () => {
    const { engine, shell, pass } = openIdle({ scrubDays: null });
    shell.begin();
    await pass(hour);
    expect(engine.count('scrub')).toBe(0);
  });

  it('on battery, whatever is said of backups', async () => {
    const { engine, world, shell, pass } = openIdle({ runOnBattery: true });
    world.supply = { onBattery: true, metered: false };
    shell.begin();
    await pass(hour);
    expect(engine.count('scrub')).toBe(0);
    world.supply = { onBattery: false, metered: false };
    shell.supplyChanged();
    expect(engine.count('scrub')).toBe(1);
  });

  it('while a run is on, or is due; it begins when that has ended', async () => {
    const { engine, shell, settings, tellBegun, tellFinished } = openShell();
    engine.scrub = null;
    settings.write({ schedule: { mode: 'every', hours: 6 } });
    shell.begin();
    await settled();
    tellBegun();
    shell.look();
    expect([engine.count('backUp'), engine.count('scrub')]).toEqual([1, 0]);
    await tellFinished();
    expect(engine.count('scrub')).toBe(1);
  });

  it('while backups are paused', async () => {
    const { engine, shell, pass } = openIdle();
    shell.dispatch('pause-hour');
    shell.begin();
    await pass(hour - minute);
    expect(engine.count('scrub')).toBe(0);
    await pass(2 * minute);
    expect(engine.count('scrub')).toBe(1);
  });
});

describe('it ends', () => {
  it('on battery', async () => {
    const { engine, shell, world } = await scrubbing();
    world.supply = { onBattery: true, metered: false };
    shell.supplyChanged();
    expect(engine.count('stopScrub')).toBe(1);
  });

  it('with a pause, and when it is switched off', async () => {
    const { engine, shell, settings, pass } = await scrubbing();
    shell.dispatch('pause-until-resumed');
    expect(engine.count('stopScrub')).toBe(1);
    shell.dispatch('resume');
    await pass(11 * minute);
    expect(engine.count('scrub')).toBe(2);
    settings.write({ scrubDays: null });
    shell.settingsChanged();
    expect(engine.count('stopScrub')).toBe(2);
  });

  it('when the machine goes to sleep, when another folder is chosen, and with the program', async () => {
    const { engine, shell, settings, pass } = await scrubbing();
    shell.suspended();
    expect(engine.count('stopScrub')).toBe(1);
    await pass(11 * minute);
    const { destination } = settings.read();
    settings.write({ destination: { path: '/disk/Other', identity: 'b2' } });
    shell.reconsider();
    expect(engine.count('stopScrub')).toBe(2);
    settings.write({ destination });
    await pass(11 * minute);
    expect(engine.count('scrub')).toBe(3);
    shell.stop();
    expect(engine.count('stopScrub')).toBe(3);
    shell.reconsider();
    await settled();
    expect(engine.count('scrub')).toBe(3);
  });

  it('for a run that somebody wants', async () => {
    const { engine, shell, backups } = await scrubbing();
    await backups.start('auto');
    shell.look();
    expect([engine.count('backUp'), engine.count('stopScrub')]).toEqual([1, 1]);
  });
});

const plugged = { onBattery: false, metered: 'unknown' } as const;
const pause: Pause = { kind: 'until-resumed', until: null };

it.each([
  ['nothing', {}, null],
  ['setting up', { setup: { step: 'folder', finished: false } }, 'setting up'],
  ['a crash', { engine: 'crashed' }, 'the engine is not ready'],
  ['a pause', { pause }, 'paused'],
  ['no folder', { destination: null }, 'the folder is not there'],
  ['nothing on a disk that is read-only', { destinationTrouble: problem('destination-read-only') }, null],
  ['a folder that is gone', { destinationTrouble: problem('destination-missing') }, 'the folder is not there'],
] as const)('is kept from beginning by %s', (_, change, why) => {
  const { snapshot } = openShell();
  expect(scrubBlocker({ ...snapshot.current(), ...factsWith(change) }, plugged, false)).toBe(why);
});
