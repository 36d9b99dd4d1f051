import { describe, expect, it } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { account, destination, quota, report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell } from './support/shell-world.ts';

const minute = 60_000;
const hour = 60 * minute;
const stopped = { ...report, outcome: 'stopped', problem: problem('interrupted') } as const;

describe('a run', () => {
  it('starts automatically, is shown while it continues, and the next one comes after the schedule', async () => {
    const { shell, engine, snapshot, tellBegun, tellFinished, pass } = openShell();
    shell.begin();
    await settled();
    expect(engine.count('backUp')).toBe(1);
    tellBegun();
    expect(snapshot.current()).toMatchObject({ status: 'running', nextRuns: [], run: { run: 8, stopping: false } });
    await tellFinished();
    expect(snapshot.current()).toMatchObject({ status: 'attention', backup: { next: 'order-export' }, run: null });
    expect(snapshot.current().nextRuns).toHaveLength(3);
    await pass(5 * hour);
    expect(engine.count('backUp')).toBe(1);
    await pass(2 * hour);
    expect(engine.count('backUp')).toBe(2);
  });

  it('is refused while one is in progress, also before it has told anything', async () => {
    const { backups, snapshot } = openShell();
    await backups.start('auto');
    expect(await backups.start('full')).toMatchObject({ ok: false, problem: { code: 'run-going-on' } });
    expect(snapshot.current().trouble).toBeNull();
  });

  it('is shown until it has let go of the folder: the next one can begin as soon as none is shown', async () => {
    const { backups, snapshot, engine, tellBegun } = openShell();
    await backups.start('auto');
    tellBegun();
    let next: Promise<unknown> | null = null;
    snapshot.onEvent(() => {
      if (snapshot.current().run === null) next ??= backups.start('auto');
    });
    await engine.endRun(ok(report));
    expect(await next).toEqual(ok(null));
    expect(engine.count('backUp')).toBe(2);
    expect(snapshot.current().lastRun).toEqual(report);
  });

  it('shows progress four times a second at most, and its end at once', async () => {
    const { runs, backups, snapshot, clock, tellBegun, tellFinished } = openShell();
    await backups.start('auto');
    tellBegun();
    const seen: (number | null)[] = [];
    snapshot.onEvent(() => seen.push(snapshot.current().run?.progress.items.done ?? null));
    const progress = snapshot.current().run?.progress;
    if (progress === undefined) throw new Error('There is no run');
    for (let done = 1; done <= 50; done += 1) {
      runs.hear({ event: 'progress', ...progress, items: { done, total: 60 } });
      clock.advance(10);
    }
    await tellFinished();
    expect(seen.length).toBeLessThanOrEqual(6);
    expect(seen.at(-1)).toBeNull();
  });

  it('that cannot begin is no loop: the reason is shown, and the schedule tries again later', async () => {
    const { shell, engine, world, snapshot, pass } = openShell();
    world.account = { ...account, trouble: problem('token-revoked') };
    shell.begin();
    await pass(5 * hour);
    expect(engine.count('backUp')).toBe(0);
    expect(snapshot.current().trouble?.code).toBe('token-revoked');
    world.account = account;
    shell.cured();
    await settled();
    expect(engine.count('backUp')).toBe(1);
  });

  it("goes on after the reset of the day's quota, and not before", async () => {
    const { shell, engine, runs, tellBegun, tellFinished, pass, snapshot } = openShell();
    shell.begin();
    await settled();
    tellBegun();
    runs.hear({ event: 'quota', ...quota });
    await tellFinished({ ...report, outcome: 'stopped', problem: problem('quota-day') });
    expect(snapshot.current().nextRuns[0]).toBe(quota.resetsAt);
    await pass(18 * hour);
    expect(engine.count('backUp')).toBe(1);
    await pass(2 * hour);
    expect(engine.count('backUp')).toBe(2);
  });

  it('continues automatically after a crash of the engine', async () => {
    const { shell, engine, snapshot, tellBegun, pass } = openShell();
    shell.begin();
    await settled();
    tellBegun();
    await engine.endRun(failed(problem('engine-crashed')));
    expect(snapshot.current()).toMatchObject({ run: null, trouble: { code: 'engine-crashed' } });
    await pass(15_000);
    expect(engine.count('backUp')).toBe(2);
  });
});

describe('stopping', () => {
  async function running() {
    const shellWorld = openShell();
    shellWorld.shell.begin();
    await settled();
    shellWorld.tellBegun();
    return shellWorld;
  }

  it('by a person leaves it at that until the schedule', async () => {
    const { runs, engine, snapshot, tellFinished, pass } = await running();
    await runs.stop('person');
    expect(snapshot.current().run?.stopping).toBe(true);
    await tellFinished(stopped);
    expect(snapshot.current().trouble).toBeNull();
    await pass(5 * hour);
    expect(engine.count('backUp')).toBe(1);
  });

  it('by a pause continues when the pause ends', async () => {
    const { shell, engine, snapshot, tellFinished, pass } = await running();
    shell.dispatch('pause-hour');
    expect(engine.asked).toContain('stopBackup');
    await tellFinished(stopped);
    expect(snapshot.current().status).toBe('paused');
    await pass(59 * minute);
    expect(engine.count('backUp')).toBe(1);
    await pass(2 * minute);
    expect(engine.count('backUp')).toBe(2);
    expect(snapshot.current().pause).toBeNull();
  });

  it('for the sleep of the machine continues when it wakes up', async () => {
    const { shell, engine, clock, tellFinished } = await running();
    shell.suspended();
    clock.sleep(8 * hour);
    await tellFinished(stopped);
    shell.look();
    await settled();
    expect(engine.count('backUp')).toBe(2);
  });

  it('on battery, where that is not wanted, continues at mains', async () => {
    const { shell, engine, settings, world, tellFinished, pass } = await running();
    settings.write({ runOnBattery: false });
    shell.settingsChanged();
    world.supply = { ...world.supply, onBattery: true };
    shell.supplyChanged();
    await tellFinished(stopped);
    await pass(3 * hour);
    expect(engine.count('backUp')).toBe(1);
    world.supply = { ...world.supply, onBattery: false };
    shell.supplyChanged();
    await settled();
    expect(engine.count('backUp')).toBe(2);
  });

  it('on battery goes on, and is not felt until the machine is on mains again', async () => {
    const { shell, engine, settings, world } = await running();
    const told = (): boolean | undefined => world.gentle.at(-1);
    shell.look();
    expect(told()).toBe(false);
    world.supply = { ...world.supply, onBattery: true };
    shell.supplyChanged();
    expect(told()).toBe(true);
    settings.write({ gentle: 'never' });
    shell.settingsChanged();
    expect(told()).toBe(false);
    settings.write({ gentle: 'always' });
    shell.settingsChanged();
    world.supply = { ...world.supply, onBattery: false };
    shell.supplyChanged();
    expect(told()).toBe(true);
    // An engine that was restarted in between hears it at the next look.
    const before = world.gentle.length;
    shell.look();
    expect(world.gentle.slice(before)).toEqual([true]);
    expect([engine.count('backUp'), engine.count('stopBackup')]).toEqual([1, 0]);
  });

  it('asks nothing of the engine when nothing runs', async () => {
    const { runs, engine } = openShell();
    expect(await runs.stop('person')).toEqual(ok(null));
    expect(engine.asked).toEqual([]);
  });
});

describe('what is checked', () => {
  it('a folder that was unplugged: nothing starts until it is back, then the run continues', async () => {
    const { shell, engine, world, snapshot, notices, pass, tellBegun } = openShell();
    shell.begin();
    await settled();
    tellBegun();
    world.probe = failed(problem('destination-missing'));
    await engine.endRun(failed(problem('destination-missing')));
    expect(snapshot.current().status).toBe('error');
    await pass(7 * hour);
    expect(engine.count('backUp')).toBe(1);
    expect(notices.map(({ kind }) => kind)).toEqual(['obstacle']);
    world.probe = ok(destination);
    await pass(30_000);
    expect(snapshot.current()).toMatchObject({ destinationTrouble: null, trouble: null });
    expect(engine.count('backUp')).toBe(2);
  });

  it('another disk in its place is not taken for it', async () => {
    const { destinations, world, snapshot } = openShell();
    world.probe = ok({ ...destination, identity: 'other' });
    expect(await destinations.check()).toMatchObject({ problem: { code: 'destination-foreign' } });
    expect(snapshot.current().destinationTrouble?.code).toBe('destination-foreign');
  });

  it('a full disk stays full until there is room, and is not filled again and again', async () => {
    const { shell, engine, world, snapshot, pass } = openShell();
    shell.begin();
    await settled();
    world.probe = ok({ ...destination, freeBytes: 1_000 });
    await engine.endRun(failed(problem('destination-full')));
    await pass(5 * minute);
    expect(engine.count('backUp')).toBe(1);
    expect(snapshot.current().destinationTrouble?.code).toBe('destination-full');
    world.probe = ok(destination);
    await pass(30_000);
    expect(engine.count('backUp')).toBe(2);
  });

  it('a network that comes back: what it stopped continues', async () => {
    const { shell, engine, world, snapshot, pass } = openShell();
    shell.begin();
    await settled();
    world.isOnline = false;
    await engine.endRun(failed(problem('network-unreachable')));
    await pass(minute);
    expect(snapshot.current().online).toBe(false);
    world.isOnline = true;
    await pass(15_000);
    expect(engine.count('backUp')).toBe(2);
  });

  it('nothing starts automatically when the person starts runs, whatever comes back', async () => {
    const { shell, engine, world, settings, snapshot, pass } = openShell();
    settings.write({ schedule: { mode: 'manual' } });
    shell.settingsChanged();
    snapshot.change({ destinationTrouble: problem('destination-missing') });
    world.probe = ok(destination);
    shell.begin();
    await pass(hour);
    expect(engine.count('backUp')).toBe(0);
    expect(snapshot.current().destinationTrouble).toBeNull();
  });

  it('the settings file: what the command line changes counts here, too', async () => {
    const { shell, settings, snapshot, engine, pass } = openShell();
    shell.begin();
    await pass(15_000);
    settings.write({ bandwidthLimit: 1_000 });
    await pass(15_000);
    expect(snapshot.current().settings.bandwidthLimit).toBe(1_000);
    await engine.endRun(ok(report));
    settings.write({ destination: { path: '/disk/Elsewhere', identity: 'b1' } });
    await pass(15_000);
    expect(engine.count('probe')).toBeGreaterThan(0);
  });

  it('a sign-in that is about to end: said once', async () => {
    const { shell, snapshot, notices, pass } = openShell();
    snapshot.change({ accounts: [{ ...account, signInExpiresAt: '2026-03-11T06:00:00.000Z' }] });
    shell.begin();
    await pass(minute);
    expect(notices.filter(({ kind }) => kind === 'sign-in-ending')).toHaveLength(1);
  });
});

describe('a keychain that opens after the window', () => {
  it('lets what is due begin, and nothing before it is open', async () => {
    const { shell, engine, snapshot, pass } = openShell();
    snapshot.change({ tokenStore: 'opening' });
    shell.begin();
    await pass(minute);
    expect(engine.count('backUp')).toBe(0);
    snapshot.change({ tokenStore: 'keychain' });
    shell.keychainOpened();
    await settled();
    expect(engine.count('backUp')).toBe(1);
  });

  it('continues with what stopped without it, and leaves other problems alone', async () => {
    const { shell, engine, snapshot, settings, tellBegun, tellFinished } = openShell();
    settings.write({ schedule: { mode: 'every', hours: 24 } });
    shell.begin();
    await settled();
    tellBegun();
    await tellFinished({ ...report, outcome: 'stopped', problem: problem('keychain-unavailable') });
    expect(snapshot.current().trouble?.code).toBe('keychain-unavailable');
    shell.keychainOpened();
    await settled();
    expect([engine.count('backUp'), snapshot.current().trouble]).toEqual([2, null]);
    tellBegun();
    await tellFinished({ ...report, outcome: 'stopped', problem: problem('api-disabled') });
    shell.keychainOpened();
    await settled();
    expect([engine.count('backUp'), snapshot.current().trouble?.code]).toEqual([2, 'api-disabled']);
  });

  it('starts nothing before the program has looked at everything else', async () => {
    const { shell, engine } = openShell();
    shell.keychainOpened();
    await settled();
    expect(engine.count('backUp')).toBe(0);
  });
});

describe('the start of the program', () => {
  it('continues at once with what the last one left unfinished', async () => {
    const { shell, engine, backups, snapshot } = openShell();
    snapshot.change({ lastRun: { ...stopped, startedAt: '2026-03-10T11:00:00.000Z' } });
    backups.resumeInterrupted();
    shell.begin();
    await settled();
    expect(engine.count('backUp')).toBe(1);
  });

  it('waits for the schedule when the last run was complete', async () => {
    const { shell, engine, backups, snapshot } = openShell();
    snapshot.change({ lastRun: { ...report, startedAt: '2026-03-10T11:00:00.000Z' } });
    backups.resumeInterrupted();
    shell.begin();
    await settled();
    expect(engine.count('backUp')).toBe(0);
    expect(snapshot.current().nextRuns[0]).toBe('2026-03-10T17:00:00.000Z');
  });
});

describe('obey', () => {
  it('does what the tray says', async () => {
    const { shell, calls, engine, settings } = openShell();
    for (const command of ['open', 'open-folder', 'install-update', 'quit'] as const) shell.dispatch(command);
    expect(calls).toEqual(['openWindow', 'openFolder', 'installUpdate', 'quit']);
    shell.dispatch('pause-until-resumed');
    expect(settings.read().pause).toEqual({ kind: 'until-resumed', until: null });
    shell.dispatch('resume');
    expect(settings.read().pause).toBeNull();
    await settled();
    expect(engine.count('backUp')).toBe(1);
  });

  it('follows the switches for starting with the session', () => {
    const { shell, calls, settings } = openShell();
    settings.write({ launchAtLogin: true });
    shell.settingsChanged();
    shell.settingsChanged();
    expect(calls).toEqual(['launch']);
  });

  it('tells of the first complete backup once', async () => {
    const { shell, notices, backups, tellBegun, tellFinished } = openShell();
    shell.begin();
    await settled();
    tellBegun();
    await tellFinished();
    await backups.start('auto');
    tellBegun();
    await tellFinished({ ...report, run: 9 });
    expect(notices.map(({ kind }) => kind)).toEqual(['first-success']);
  });
});
