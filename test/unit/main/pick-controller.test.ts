import { describe, expect, it } from 'vitest';
import { googleEndpoints, simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import type { PickerState, RunReport } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { isPickerPage } from '../../../electron/main/runs/picker-page.ts';
import { account, liveRun, report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell } from './support/shell-world.ts';

const picking = { ...account, scopes: [capabilityScopes.picker] };
const pickerUri = 'https://photos.google.com/picker/s/autoclose';
const standing = { event: 'picker', sessionId: 's', session: 1, chosen: 0 } as const;
const until = '2026-03-17T12:00:00.000Z';
const waitsUntil = '2026-03-10T12:30:00.000Z';
const waiting: PickerState = { ...standing, state: 'waiting', pickerUri, waitsUntil, expiresAt: until };
const chosen: PickerState = { ...standing, state: 'chosen', chosen: 312, expiresAt: until };
const kept: PickerState = { ...standing, state: 'kept', chosen: 312, expiresAt: until };
const done: RunReport = { ...report, run: 9, source: 'picker' };
const interrupted: RunReport = { ...done, outcome: 'stopped', problem: problem('interrupted') };

/** A shell whose account may use the Picker already. */
function openWorld() {
  const shellWorld = openShell();
  shellWorld.world.account = picking;
  shellWorld.snapshot.change({ accounts: [picking] });
  const { runs, snapshot, engine } = shellWorld;
  return {
    ...shellWorld,
    now: () => snapshot.current().selection?.now ?? null,
    tell: async (...states: readonly PickerState[]) => {
      runs.hear({ event: 'started', ...liveRun, source: 'picker', dryRun: false });
      for (const state of states) runs.hear(state);
      await settled();
    },
    finish: async (ended: RunReport) => {
      await engine.endRun(ok(ended));
    },
  };
}

describe('a selection', () => {
  it('opens the browser, waits, tells how many were chosen, and shows what came of it until it is dismissed', async () => {
    const { picks, engine, opened, snapshot, settings, now, tell, finish } = openWorld();
    expect(await picks.start('Summer')).toEqual(ok(null));
    expect(engine.choices).toEqual([{ album: 'Summer', most: null }]);
    expect(now()).toEqual({ stage: 'opening' });
    await tell(waiting);
    expect(opened).toEqual([pickerUri]);
    expect(snapshot.current().selection).toMatchObject({ email: account.email, album: 'Summer' });
    expect(now()).toMatchObject({
      stage: 'waiting',
      address: pickerUri,
      waitsUntil,
      isTakenUp: false,
      notOpened: null,
    });
    expect(settings.read().openSelection).toEqual({ account: account.id, album: 'Summer', until });
    await tell({ ...standing, state: 'listing', expiresAt: until });
    expect(now()).toEqual({ stage: 'fetching', chosen: null });
    await tell(chosen);
    expect(now()).toEqual({ stage: 'fetching', chosen: 312 });
    await finish(done);
    expect(now()).toEqual({ stage: 'ended', chosen: 312, report: done, problem: null, keptUntil: null });
    expect(settings.read().openSelection).toBeNull();
    expect(snapshot.current()).toMatchObject({ run: null, lastRun: null, trouble: null });
    picks.dismiss();
    expect(snapshot.current().selection).toBeNull();
  });

  it('is one at a time, and needs a folder and an account that works', async () => {
    const { picks, settings, world } = openWorld();
    world.account = { ...picking, trouble: problem('token-revoked') };
    expect(await picks.start(null)).toMatchObject({ problem: { code: 'token-revoked' } });
    world.account = picking;
    const { destination } = settings.read();
    settings.write({ destination: null });
    expect(await picks.start(null)).toMatchObject({ problem: { code: 'destination-not-set' } });
    settings.write({ destination });
    await picks.start(null);
    expect(await picks.start(null)).toMatchObject({ problem: { code: 'run-going-on' } });
  });

  it('that could not open a browser says so, and the address can be copied and opened by hand', async () => {
    const { picks, world, opened, copied, now, tell } = openWorld();
    world.browser = failed(problem('link-not-opened'));
    await picks.start(null);
    await tell(waiting);
    expect(now()).toMatchObject({ stage: 'waiting', notOpened: { code: 'link-not-opened' } });
    expect(await picks.copyAddress()).toEqual(ok(null));
    expect(copied).toEqual([pickerUri]);
    expect(await picks.openBrowser()).toMatchObject({ problem: { code: 'link-not-opened' } });
    world.browser = ok(undefined);
    expect(await picks.openBrowser()).toEqual(ok(null));
    expect(opened).toHaveLength(3);
  });

  it('has no address before it waits and after it was chosen', async () => {
    const { picks, tell } = openWorld();
    expect(await picks.copyAddress()).toMatchObject({ problem: { code: 'entry-unknown' } });
    await picks.start(null);
    await tell(waiting, chosen);
    expect(await picks.openBrowser()).toMatchObject({ problem: { code: 'entry-unknown' } });
  });

  it('continues to a further session with the count kept, and can be told that this is all', async () => {
    const { picks, engine, opened, now, tell } = openWorld();
    await picks.start(null);
    await tell(waiting, { ...chosen, chosen: 2_000 }, { ...waiting, session: 2, chosen: 2_000 });
    expect(now()).toMatchObject({ stage: 'waiting', session: 2, chosen: 2_000 });
    expect(opened).toHaveLength(2);
    await picks.noMore();
    expect(engine.count('pickNoMore')).toBe(1);
  });

  it.each(['picker-timeout', 'picker-session-expired', 'picker-no-photos', 'picker-sessions-full'] as const)(
    'that ends with %s says so, and stands in the way of no backup',
    async (code) => {
      const { picks, snapshot, settings, now, tell, finish } = openWorld();
      await picks.start(null);
      if (code !== 'picker-no-photos' && code !== 'picker-sessions-full') await tell(waiting);
      await finish({ ...done, outcome: 'stopped', problem: problem(code) });
      expect(now()).toMatchObject({ stage: 'ended', problem: { code } });
      expect(settings.read().openSelection).toBeNull();
      expect(snapshot.current()).toMatchObject({ trouble: null, backup: { next: 'order-export' } });
    },
  );
});

describe('the permission', () => {
  it('is asked for the first time only, and then the selection begins', async () => {
    const { picks, world, engine, now, answerGoogle } = openWorld();
    world.account = account;
    await picks.start(null);
    expect(now()).toEqual({ stage: 'permission' });
    expect(engine.count('pick')).toBe(0);
    await answerGoogle(ok(picking));
    expect(engine.count('pick')).toBe(1);
  });

  it('that is not given is explained; a cancelled question leaves nothing behind', async () => {
    const { picks, world, now, answerGoogle } = openWorld();
    world.account = account;
    await picks.start(null);
    await answerGoogle(failed(problem('account-other')));
    expect(now()).toMatchObject({ stage: 'ended', report: null, problem: { code: 'account-other' } });
    await picks.start(null);
    await picks.cancel();
    await settled();
    expect(now()).toBeNull();
  });
});

describe('a selection and other runs', () => {
  it('waits for a backup in progress, and a backup that is due waits for it', async () => {
    const { shell, picks, engine, now, tellBegun, tellFinished, tell, finish } = openWorld();
    shell.begin();
    await settled();
    tellBegun();
    await picks.start(null);
    expect(now()).toEqual({ stage: 'queued' });
    shell.cured();
    await tellFinished();
    expect(engine.asked.filter((verb) => verb === 'backUp' || verb === 'pick')).toEqual(['backUp', 'pick']);
    await tell(waiting, chosen);
    await finish(done);
    shell.cured();
    await settled();
    expect(engine.count('backUp')).toBe(2);
  });

  it('that waits for a backup can be given up', async () => {
    const { shell, picks, engine, now, tellBegun, tellFinished } = openWorld();
    shell.begin();
    await settled();
    tellBegun();
    await picks.start(null);
    await picks.cancel();
    expect(now()).toBeNull();
    await tellFinished();
    expect(engine.count('pick')).toBe(0);
  });

  it('continues while the machine sleeps, while backups are paused, and on battery', async () => {
    const { shell, picks, engine, world, tell } = openWorld();
    await picks.start(null);
    await tell(waiting);
    shell.suspended();
    shell.dispatch('pause-hour');
    world.supply = { onBattery: true, metered: true };
    shell.supplyChanged();
    await settled();
    expect(engine.count('stopBackup')).toBe(0);
  });

  it('leaves the limits of the Library API on their card', async () => {
    const { picks, runs, snapshot, tell } = openWorld();
    await picks.start(null);
    await tell(waiting);
    const counts = { used: 5, limit: 10 };
    runs.hear({
      ...{ event: 'quota', apiRequests: counts, mediaRequests: counts, resetsAt: until },
      ...{ state: 'ok', waitingUntil: null, reason: null },
    });
    expect(snapshot.current().quota).toBeNull();
  });
});

describe('cancelling', () => {
  it('before Done leaves nothing behind', async () => {
    const { picks, engine, settings, now, tell, finish } = openWorld();
    await picks.start(null);
    await tell(waiting);
    await picks.cancel();
    expect(engine.count('stopBackup')).toBe(1);
    await finish(interrupted);
    expect(now()).toBeNull();
    expect(settings.read().openSelection).toBeNull();
  });

  it('after Done keeps what was chosen, to be gone on with', async () => {
    const { shell, picks, engine, settings, now, tell, finish } = openWorld();
    settings.write({ schedule: { mode: 'manual' } });
    shell.settingsChanged();
    await picks.start('Summer');
    await tell(waiting, chosen);
    await picks.cancel();
    await tell(kept);
    await finish(interrupted);
    expect(now()).toMatchObject({ stage: 'ended', chosen: 312, problem: null, keptUntil: until });
    expect(settings.read().openSelection).toMatchObject({ album: 'Summer', until });
    expect(await picks.goOn()).toEqual(ok(null));
    await settled();
    expect(engine.choices).toEqual([{ album: 'Summer', most: null }, 'left']);
  });
});

describe('what an earlier selection left', () => {
  const open = { account: account.id, album: 'Summer', until };

  it('is resumed at the start, without a window that nobody asked for', async () => {
    const { picks, engine, settings, opened, now, tell } = openWorld();
    settings.write({ openSelection: open });
    picks.takeUp();
    await tell(waiting);
    expect(engine.choices).toEqual(['left']);
    expect(now()).toMatchObject({ stage: 'waiting', isTakenUp: true });
    expect(opened).toEqual([]);
  });

  it('stays remembered when the program ends in the middle', async () => {
    const { picks, settings, tell, finish } = openWorld();
    await picks.start('Summer');
    await tell(waiting);
    await finish(interrupted);
    expect(settings.read().openSelection).toEqual(open);
  });

  it('is said to have ended when its time is over', async () => {
    const { picks, engine, settings, now } = openWorld();
    settings.write({ openSelection: { ...open, until: '2026-03-10T11:59:00.000Z' } });
    picks.takeUp();
    expect(now()).toMatchObject({ stage: 'ended', problem: { code: 'picker-session-expired' } });
    expect(settings.read().openSelection).toBeNull();
    expect(engine.count('pick')).toBe(0);
    expect(await picks.goOn()).toMatchObject({ problem: { code: 'picker-session-expired' } });
  });

  it('that turns out to be nothing is not worth a word', async () => {
    const { picks, settings, now, finish } = openWorld();
    settings.write({ openSelection: open });
    picks.takeUp();
    await settled();
    await finish({ ...done, ...{ discovered: 0, stored: 0, present: 0 } });
    expect(now()).toBeNull();
    expect(settings.read().openSelection).toBeNull();
  });

  it('and could not be fetched yet is tried again after the next backup, not at once', async () => {
    const { picks, backups, engine, now, tell, finish, tellBegun, tellFinished } = openWorld();
    await picks.start(null);
    await tell(waiting, chosen, kept);
    await finish({ ...done, outcome: 'problems', failed: 1 });
    expect(now()).toMatchObject({ stage: 'ended', keptUntil: until });
    expect(engine.count('pick')).toBe(1);
    await backups.start('auto');
    tellBegun();
    await tellFinished();
    expect(engine.choices.at(-1)).toBe('left');
  });

  it('continues automatically after a crash of the engine, and not after a crash loop', async () => {
    const { shell, picks, engine, snapshot, settings, now, tell, pass } = openWorld();
    settings.write({ schedule: { mode: 'manual' } });
    shell.settingsChanged();
    await picks.start('Summer');
    await tell(waiting);
    await engine.endRun(failed(problem('engine-crashed')));
    expect(now()).toEqual({ stage: 'opening' });
    await pass(15_000);
    expect(engine.choices).toEqual([{ album: 'Summer', most: null }, 'left']);
    snapshot.change({ engine: 'crashed' });
    await engine.endRun(failed(problem('engine-crashed')));
    expect(now()).toMatchObject({ stage: 'ended', problem: { code: 'engine-crashed' } });
  });

  it('waits while its account cannot sign in', async () => {
    const { picks, snapshot, settings, engine } = openWorld();
    settings.write({ openSelection: open });
    snapshot.change({ accounts: [{ ...picking, trouble: problem('token-revoked') }] });
    picks.takeUp();
    snapshot.change({ accounts: [] });
    picks.takeUp();
    expect(engine.count('pick')).toBe(0);
    expect(settings.read().openSelection).toEqual(open);
  });
});

describe('the page to choose on', () => {
  it.each([
    ['https://photos.google.com/picker/abc', true],
    ['https://photos.google.com.evil.example/picker/abc', false],
    ['http://photos.google.com/picker/abc', false],
    ['https://photos.google.com:8443/picker/abc', false],
    ['https://someone@photos.google.com/picker/abc', false],
    ['https://photospicker.googleapis.com/v1/sessions', false],
    ['file:///etc/passwd', false],
    ['http://127.0.0.1:4000/picker/abc', false],
    ['nothing', false],
  ])('%s is one at Google: %s', (address, expected) => {
    expect(isPickerPage(address, googleEndpoints)).toBe(expected);
  });

  it('is the simulated one where a simulated Google stands in, and no other', () => {
    const endpoints = simulatedEndpoints('http://127.0.0.1:4000');
    expect(isPickerPage('http://127.0.0.1:4000/picker/abc', endpoints)).toBe(true);
    expect(isPickerPage('http://127.0.0.1:4001/picker/abc', endpoints)).toBe(false);
    expect(isPickerPage('https://photos.google.com/picker/abc', endpoints)).toBe(false);
  });
});
