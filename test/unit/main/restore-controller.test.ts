import { describe, expect, it } from 'vitest';
import { readsLibrary } from '../../../electron/contract/library-route.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { wholeBackup } from '../../../electron/contract/restore-desktop-models.ts';
import type { RestoreNews, RestorePlan, RestoreReport } from '../../../electron/contract/restore-models.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { account } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell } from './support/shell-world.ts';

const permitted = { ...account, scopes: [capabilityScopes.library, capabilityScopes.upload] };
const tomorrow = '2026-03-11T07:00:00.000Z';
const plan: RestorePlan = {
  ...{ account: account.id, email: account.email, items: 800, bytes: 9_000, present: 12, newAlbums: 1, albums: 1 },
  ...{ requests: 900, requestsLeft: 500, requestsPerDay: 10_000, days: 2, endsAt: tomorrow, completed: 3 },
  ...{ undated: 0, undatedFiles: [], unplaced: 0, shortened: 0, unaccepted: 0, unacceptedFiles: [], unavailable: 0 },
  ...{ lost: { favourites: 0, people: 0, archived: 0 }, doubles: 'unlikely', isConfirmed: false },
};
const done: RestoreReport = {
  ...{ account: account.id, email: account.email, outcome: 'complete', bytes: 9_000, requests: 900 },
  ...{ startedAt: '2026-03-10T12:00:00.000Z', finishedAt: '2026-03-10T13:00:00.000Z' },
  ...{ items: 812, sent: 800, renamed: 0, present: 12, unaccepted: 0, failed: 0, left: 0 },
  ...{ failures: [], failuresFile: null, albums: [], problem: null },
};
const stoppedBy = (code: 'interrupted' | 'restore-storage-full' | 'network-unreachable' | 'engine-crashed') =>
  ok({ ...done, outcome: 'stopped' as const, sent: 300, left: 500, problem: problem(code) });
const waiting = { event: 'restore-waiting', until: tomorrow, problem: problem('quota-day') } as const;
const progress: RestoreNews = {
  ...{ event: 'restore-progress', phase: 'sending', done: 100, total: 800, bytes: 1, totalBytes: 9 },
  ...{ bytesPerSecond: 1, endsAt: null },
};

/** A shell whose account may be restored to, with a plan that Google's answers lead to. */
function openWorld() {
  const world = openShell();
  world.snapshot.change({ accounts: [permitted] });
  world.world.plan = ok(plan);
  const now = () => world.snapshot.current().restore?.now ?? null;
  const begin = async () => {
    await world.restores.plan({ selection: wholeBackup, account: null });
    await settled();
    return world.restores.start({ typedEmail: null });
  };
  return { ...world, now, begin };
}

describe('a restore', () => {
  it('is planned, agreed to, sent and reported, and then put away', async () => {
    const { restores, engine, snapshot, settings, now, begin } = openWorld();
    expect(await restores.start({ typedEmail: null })).toMatchObject({ problem: { code: 'entry-unknown' } });
    expect(await begin()).toEqual(ok(null));
    expect(engine.restores).toMatchObject([
      { account: { id: account.id }, selection: { files: null }, typedEmail: null },
    ]);
    expect(settings.read().openRestore).toMatchObject({ account: account.id, isPaused: false, done: 12, items: 812 });
    restores.hear({ event: 'restore-plan', ...plan });
    restores.hear(progress);
    expect(now()).toMatchObject({ stage: 'sending', done: 112, items: 812 });
    await engine.endRestore(ok(done));
    expect(now()).toEqual({ stage: 'ended', report: done });
    expect(settings.read().openRestore).toBeNull();
    restores.hear(progress);
    restores.dismiss();
    expect(snapshot.current().restore).toBeNull();
  });

  it('asks Google for the permissions at its first use, and is given up with them', async () => {
    const { restores, snapshot, settings, now, answerGoogle } = openWorld();
    snapshot.change({ accounts: [account] });
    await restores.plan({ selection: wholeBackup, account: account.id });
    expect(now()).toEqual({ stage: 'permission' });
    await restores.cancel();
    await settled();
    expect(snapshot.current().restore).toBeNull();
    await restores.plan({ selection: wholeBackup, account: account.id });
    await answerGoogle(failed(problem('scope-not-granted')));
    expect(now()).toMatchObject({ stage: 'unplanned', problem: { code: 'scope-not-granted' } });
    await restores.plan({ selection: wholeBackup, account: account.id });
    await answerGoogle(ok(permitted));
    expect(now()).toMatchObject({ stage: 'planned', plan: { items: 800 } });
    // Whoever backs up exports gave it for this alone.
    snapshot.change({ accounts: [permitted], plan: { ...snapshot.current().plan, door: 'library' } });
    expect(readsLibrary(snapshot.current())).toBe(false);
    settings.write({ plan: { ...settings.read().plan, libraryForRestore: [] } });
    expect(readsLibrary({ ...snapshot.current(), plan: { ...settings.read().plan, door: 'library' } })).toBe(true);
  });

  it('begins in an account that may hold the photos only when its address was typed', async () => {
    const { restores, engine, world } = openWorld();
    world.plan = ok({ ...plan, doubles: 'own' });
    await restores.plan({ selection: wholeBackup, account: null });
    await settled();
    for (const typedEmail of [null, 'yes', '']) {
      expect(await restores.start({ typedEmail })).toMatchObject({ problem: { code: 'restore-not-confirmed' } });
    }
    expect(engine.restores).toEqual([]);
    expect(await restores.start({ typedEmail: ` ${account.email.toUpperCase()} ` })).toEqual(ok(null));
    expect(engine.restores).toHaveLength(1);
  });

  it('needs a folder and an account that works, and is one at a time', async () => {
    const { restores, snapshot, settings, begin } = openWorld();
    const wanted = { selection: wholeBackup, account: null };
    expect(await restores.plan({ ...wanted, account: 'other' })).toMatchObject({
      problem: { code: 'account-missing' },
    });
    snapshot.change({ accounts: [{ ...permitted, trouble: problem('token-revoked') }] });
    expect(await restores.plan(wanted)).toMatchObject({ problem: { code: 'token-revoked' } });
    snapshot.change({ accounts: [permitted] });
    const { destination } = settings.read();
    settings.write({ destination: null });
    expect(await restores.plan(wanted)).toMatchObject({ problem: { code: 'destination-not-set' } });
    settings.write({ destination });
    await begin();
    expect(await restores.plan(wanted)).toMatchObject({ problem: { code: 'restore-busy' } });
  });

  it('that is given up while it is planned ends, and its late plan is not shown', async () => {
    const { restores, engine, world, snapshot, pass } = openWorld();
    world.plan = null;
    await restores.plan({ selection: wholeBackup, account: null });
    await settled();
    restores.hear(waiting);
    expect(snapshot.current().restore?.now).toEqual({ stage: 'planning', waitingUntil: tomorrow });
    await restores.cancel();
    expect(engine.asked).toContain('stopRestore');
    expect(snapshot.current().restore).toBeNull();
    // What was told at a calm pace does not come back.
    await pass(1_000);
    expect(snapshot.current().restore).toBeNull();
  });

  it('goes on beside a backup, which goes on beside it', async () => {
    const { restores, backups, runs, begin, engine } = openWorld();
    await begin();
    expect(await backups.start('auto')).toEqual(ok(null));
    expect(runs.busy).toBe(true);
    expect(engine.restores).toHaveLength(1);
    expect(restores.busy).toBe(true);
  });
});

describe('a restore that does not go on', () => {
  it("waits for tomorrow's requests; what still arrives is counted, and it goes on by itself", async () => {
    const { restores, now, begin } = openWorld();
    await begin();
    restores.hear({ event: 'restore-plan', ...plan });
    restores.hear(waiting);
    expect(now()).toMatchObject({
      stage: 'waiting',
      until: tomorrow,
      endsAt: tomorrow,
      problem: { code: 'quota-day' },
    });
    restores.hear(progress);
    expect(now()).toMatchObject({ stage: 'waiting', done: 112 });
    restores.hear({ event: 'restore-resumed' });
    expect(now()).toMatchObject({ stage: 'sending', done: 112, items: 812 });
  });

  it('is paused by a person until they resume, across a restart', async () => {
    const { restores, engine, settings, now, begin } = openWorld();
    await begin();
    restores.pause();
    expect(now()).toMatchObject({ stage: 'sending', isPausing: true });
    expect(engine.asked.at(-1)).toBe('stopRestore');
    await engine.endRestore(stoppedBy('interrupted'));
    expect(now()).toEqual({ stage: 'paused', done: 312, items: 812, by: 'person' });
    restores.reconsider();
    expect(engine.restores).toHaveLength(1);
    const again = openWorld();
    again.settings.write({ openRestore: settings.read().openRestore });
    again.restores.takeUp();
    expect(again.now()).toEqual({ stage: 'paused', done: 312, items: 812, by: 'person' });
    expect(again.engine.restores).toEqual([]);
    await again.restores.resume();
    expect(again.engine.restores).toMatchObject([{ typedEmail: null }]);
    expect(again.settings.read().openRestore?.isPaused).toBe(false);
  });

  it('pauses with everything else, and resumes with it', async () => {
    const { restores, engine, snapshot, now, begin } = openWorld();
    await begin();
    snapshot.change({ pause: { kind: 'until-resumed', until: null } });
    await engine.endRestore(stoppedBy('interrupted'));
    expect(now()).toMatchObject({ stage: 'paused', by: 'app' });
    restores.reconsider();
    expect(engine.restores).toHaveLength(1);
    snapshot.change({ pause: null });
    expect(now()).toMatchObject({ stage: 'sending', done: 312, items: 812 });
    expect(engine.restores).toHaveLength(2);
  });

  it('holds for power where that is wanted', async () => {
    const { shell, restores, engine, settings, world, now, begin } = openWorld();
    settings.write({ runOnBattery: false });
    shell.settingsChanged();
    await begin();
    world.supply = { onBattery: true, metered: 'unknown' };
    shell.supplyChanged();
    await engine.endRestore(stoppedBy('interrupted'));
    expect(now()).toMatchObject({ stage: 'paused', by: 'supply' });
    restores.reconsider();
    expect(engine.restores).toHaveLength(1);
    world.supply = { onBattery: false, metered: 'unknown' };
    shell.supplyChanged();
    expect(engine.restores).toHaveLength(2);
  });

  it('waits for a person where the storage is full, and is tried again where the network was gone', async () => {
    const { restores, engine, snapshot, now, begin, pass, shell } = openWorld();
    await begin();
    await engine.endRestore(stoppedBy('restore-storage-full'));
    expect(now()).toMatchObject({ stage: 'halted', retryAt: null, done: 312, items: 812 });
    await restores.resume();
    await engine.endRestore(stoppedBy('network-unreachable'));
    expect(now()).toMatchObject({ stage: 'halted', retryAt: '2026-03-10T12:30:00.000Z' });
    shell.begin();
    await pass(31 * 60_000);
    expect(engine.restores).toHaveLength(3);
    await engine.endRestore(stoppedBy('network-unreachable'));
    snapshot.change({ online: false });
    snapshot.change({ online: true });
    expect(engine.restores).toHaveLength(4);
  });

  it('waits for a disk that was unplugged, and resumes when it is back', async () => {
    const { engine, snapshot, now, begin } = openWorld();
    await begin();
    await engine.endRestore(ok({ ...done, outcome: 'stopped', left: 500, problem: problem('destination-missing') }));
    expect(now()).toMatchObject({ stage: 'halted', problem: { code: 'destination-missing' } });
    expect(snapshot.current().destinationTrouble?.code).toBe('destination-missing');
    snapshot.change({ destinationTrouble: null });
    expect(engine.restores).toHaveLength(2);
  });

  it('is not tried for ever with an engine that crashes over it', async () => {
    const { engine, now, begin, pass, shell } = openWorld();
    await begin();
    shell.begin();
    for (let crash = 0; crash < 3; crash += 1) {
      await engine.endRestore(failed(problem('engine-crashed')));
      await pass(60_000);
    }
    expect(engine.restores).toHaveLength(3);
    expect(now()).toMatchObject({ stage: 'halted', retryAt: null, problem: { code: 'engine-crashed' } });
  });

  it('asks again when what was typed is forgotten', async () => {
    const { engine, settings, now, begin } = openWorld();
    await begin();
    await engine.endRestore(failed(problem('restore-not-confirmed')));
    expect(now()).toMatchObject({ stage: 'planned' });
    expect(settings.read().openRestore).toBeNull();
  });

  it('is given up: what has arrived is said, and nothing resumes', async () => {
    const { restores, engine, settings, now, begin } = openWorld();
    await begin();
    await restores.cancel();
    await engine.endRestore(stoppedBy('interrupted'));
    expect(now()).toMatchObject({ stage: 'ended', report: { outcome: 'stopped', sent: 300 } });
    expect(settings.read().openRestore).toBeNull();
  });

  it('is resumed after a restart, unless its folder is another one', async () => {
    const { restores, engine, settings, begin } = openWorld();
    await begin();
    restores.close();
    await engine.endRestore(stoppedBy('interrupted'));
    const left = settings.read().openRestore;
    expect(left).toMatchObject({ isPaused: false });
    const again = openWorld();
    again.settings.write({ openRestore: left });
    again.restores.takeUp();
    expect(again.now()).toMatchObject({ stage: 'sending', done: 12, items: 812 });
    expect(again.engine.restores).toHaveLength(1);
    const elsewhere = openWorld();
    elsewhere.settings.write({ openRestore: left, destination: { path: '/disk/Other', identity: 'other' } });
    elsewhere.restores.takeUp();
    expect(elsewhere.settings.read().openRestore).toBeNull();
    expect(elsewhere.engine.restores).toEqual([]);
  });
});
