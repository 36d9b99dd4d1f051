import { describe, expect, it } from 'vitest';
import type { DriveReport, TidyReport } from '../../../electron/contract/drive-models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import type { DriveLink } from '../../../electron/main/account/drive-account.ts';
import { account, report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { emptyDrive, openShell } from './support/shell-world.ts';

const minute = 60_000;
const hour = 60 * minute;

const unattended: DriveLink = {
  mode: 'unattended',
  account: { id: account.id, email: account.email, clientId: account.clientId },
  view: 'everything',
  problem: null,
  mayTidy: false,
};

function holding(...files: readonly (readonly [name: string, state: 'new' | 'imported'])[]): DriveReport {
  return {
    ...emptyDrive,
    files: files.map(([name, state]) => ({
      ...{ id: `id of ${name}`, name, bytes: 1_000, state },
      ...{ createdAt: '2026-03-10T11:00:00.000Z', stamp: '20260310T090000Z' },
    })),
  };
}

const [first, second] = ['takeout-20260310T090000Z-1-001.zip', 'takeout-20260310T090000Z-1-002.zip'];

/** An app that is set up, whose Drive may be read unattended. */
async function openDrive(drive: DriveReport = emptyDrive, link: DriveLink | null = unattended) {
  const shell = openShell();
  const { world, settings, snapshot, drive: controller } = shell;
  world.link = link;
  world.drive = ok(drive);
  settings.write({ setup: { step: 'done', finished: true }, destination: { path: '/disk/Photos', identity: 'b1' } });
  snapshot.change({ setup: settings.read().setup });
  // Backups of the Library API are not what these tests are about.
  settings.write({ schedule: { mode: 'manual' } });
  shell.shell.settingsChanged();
  await controller.begin();
  await settled();
  const shown = () => snapshot.current().drive;
  return { ...shell, controller, shown };
}

describe('a Drive that may be read unattended', () => {
  it('is looked at at once, then every half hour, and costs one question when nothing is new', async () => {
    const { engine, shown, pass, shell } = await openDrive();
    shell.begin();
    expect(shown()).toMatchObject({ connection: { mode: 'unattended', email: account.email }, isLooking: false });
    expect(engine.count('driveExports')).toBe(1);
    await pass(29 * minute);
    expect(engine.count('driveExports')).toBe(1);
    await pass(2 * minute);
    expect(engine.count('driveExports')).toBe(2);
    expect(engine.count('fetchDrive')).toBe(0);
  });

  it('fetches what is new by itself, shows each part, and looks again afterwards', async () => {
    const { engine, world, shown, tellFinished, runs, shell, pass } = await openDrive(holding([first, 'new']));
    shell.begin();
    expect(engine.count('fetchDrive')).toBe(1);
    expect(shown().fetch).toMatchObject({
      startedBy: 'itself',
      parts: [{ name: first, state: 'waiting' }],
      now: { stage: 'running' },
    });
    const stamp = '20260310T090000Z';
    runs.hear({ event: 'part', part: first, stamp, state: 'imported', entries: 3, problem: null });
    expect(shown().fetch?.parts).toMatchObject([{ name: first, state: 'imported', entries: 3 }]);
    world.drive = ok(holding([first, 'imported'], [second, 'new']));
    await tellFinished({ ...report, source: 'takeout' });
    await pass(15_000);
    // What came meanwhile is fetched without waiting for the next half hour.
    expect(engine.count('fetchDrive')).toBe(2);
    world.drive = ok(holding([first, 'imported'], [second, 'imported']));
    await tellFinished({ ...report, source: 'takeout' });
    expect(shown().fetch).toMatchObject({ now: { stage: 'ended', problem: null, isStopped: false } });
  });

  it('looks no sooner than usual for a file whose checksum was wrong', async () => {
    const { engine, tellFinished, runs, shell, pass } = await openDrive(holding([first, 'new']));
    shell.begin();
    const looks = engine.count('driveExports');
    const wrong = { problem: problem('drive-checksum'), checksum: 'wrong' } as const;
    runs.hear({ event: 'part', part: first, stamp: '20260310T090000Z', state: 'imported', entries: 3, ...wrong });
    await tellFinished({ ...report, source: 'takeout', outcome: 'problems' });
    await pass(15_000);
    expect([engine.count('driveExports'), engine.count('fetchDrive')]).toEqual([looks, 1]);
  });

  it('tries files that come to nothing again after pauses that double', async () => {
    const { engine, world, pass, shell } = await openDrive(holding([first, 'new']));
    shell.begin();
    const flagged = { ...report, source: 'takeout' as const, outcome: 'problems' as const };
    await engine.endRun(ok(flagged));
    await pass(31 * minute);
    expect(engine.count('fetchDrive')).toBe(2);
    await engine.endRun(ok(flagged));
    await pass(50 * minute);
    expect(engine.count('fetchDrive')).toBe(2);
    // Another file is not made to wait for it.
    world.drive = ok(holding([first, 'new'], [second, 'new']));
    await pass(31 * minute);
    expect(engine.count('fetchDrive')).toBe(3);
  });

  it.each([
    ['while it is paused', { pause: { kind: 'until-resumed', until: null } }],
    ['while the folder is gone', { destinationTrouble: problem('destination-missing') }],
    ['while the keychain is being opened', { tokenStore: 'opening' }],
    ['during the set-up', { setup: { step: 'done', finished: false } }],
  ] as const)('is left alone %s', async (_, change) => {
    const { engine, snapshot, drive, clock } = await openDrive();
    expect(engine.count('driveExports')).toBe(1);
    clock.advance(hour);
    snapshot.change(change);
    drive.reconsider();
    await settled();
    expect(engine.count('driveExports')).toBe(1);
  });

  it('says what a person has to do when the sign-in has ended, and asks Google nothing', async () => {
    const ended = problem('token-revoked');
    const { engine, shown, shell } = await openDrive(emptyDrive, { ...unattended, problem: ended });
    shell.begin();
    await settled();
    expect(shown().connection).toMatchObject({ problem: { code: 'token-revoked' } });
    expect(engine.count('driveExports')).toBe(0);
  });

  it('shows why a look failed, and looks again later', async () => {
    const { world, shown, pass, shell } = await openDrive();
    world.drive = failed(problem('network-unreachable'));
    shell.begin();
    await pass(31 * minute);
    expect(shown()).toMatchObject({ problem: { code: 'network-unreachable' }, isLooking: false });
    world.drive = ok(emptyDrive);
    await pass(31 * minute);
    expect(shown().problem).toBeNull();
  });

  it('is looked at again after a clock that was put back, and tries again what waits', async () => {
    const { engine, clock, shell, drive } = await openDrive(holding([first, 'new']));
    shell.begin();
    await engine.endRun(ok({ ...report, source: 'takeout' as const, outcome: 'problems' as const }));
    clock.advance(-3 * 24 * hour);
    drive.reconsider();
    await settled();
    expect(engine.count('driveExports')).toBe(2);
    expect(engine.count('fetchDrive')).toBe(2);
  });

  it('stays stopped when a person has stopped a fetch', async () => {
    const { engine, shown, shell, drive, pass } = await openDrive(holding([first, 'new']));
    shell.begin();
    await drive.stop();
    await engine.endRun(ok({ ...report, source: 'takeout', outcome: 'stopped', problem: problem('interrupted') }));
    expect(shown().fetch).toMatchObject({ now: { stage: 'ended', isStopped: true, problem: null } });
    await pass(20 * minute);
    expect(engine.count('fetchDrive')).toBe(1);
  });
});

describe('a Drive of which files are picked each time', () => {
  const picked: DriveLink = { ...unattended, mode: 'ask-each-time', view: 'picked', mayTidy: true };

  it('is never looked at by itself; what was picked is fetched at once', async () => {
    const { engine, world, drive, calls, shell, pass } = await openDrive(emptyDrive, picked);
    shell.begin();
    await pass(hour);
    expect(engine.count('driveExports')).toBe(0);
    world.drive = ok(holding([first, 'new']));
    await drive.connect('ask-each-time');
    await settled();
    expect(calls).toContain('connect ask-each-time');
    expect(engine.count('fetchDrive')).toBe(1);
  });
});

describe('tidying up', () => {
  const file = { id: 'id of it', name: first, stamp: '20260310T090000Z', bytes: 1_000 };
  const proved: TidyReport = { files: [file], kept: [], trashed: [] };

  it('moves nothing while it is switched off', async () => {
    const { engine, world, shell, pass, shown } = await openDrive();
    world.tidy = proved;
    shell.begin();
    await pass(49 * hour);
    expect(shown().tidy).toMatchObject({ plan: proved, movesAt: null });
    expect(engine.count('tidyDrive')).toBe(0);
  });

  it('lists files for a day before it moves them, and takes them back with one click, which switches it off', async () => {
    const { engine, world, shell, pass, shown, drive, calls, settings } = await openDrive();
    world.tidy = proved;
    shell.begin();
    await drive.switchTidy(true);
    expect(calls).toContain('permit tidying');
    expect(shown().tidy.movesAt).toBe('2026-03-11T12:00:00.000Z');
    await pass(23 * hour);
    expect(engine.count('tidyDrive')).toBe(0);
    await pass(2 * hour);
    expect(engine.count('tidyDrive')).toBe(1);
    world.tidy = { files: [], kept: [], trashed: [file] };
    await drive.undoTidy();
    expect(shown().tidy).toMatchObject({ undone: { files: [file] }, movesAt: null });
    expect(settings.read().tidyDrive).toBe(false);
  });
});

describe('what the app says of it', () => {
  it('is red, and tells once, while Drive cannot be read until a person signs in again', async () => {
    const { snapshot, drive, world, notices } = await openDrive();
    world.link = { ...unattended, problem: problem('token-revoked') };
    await drive.refresh();
    expect(snapshot.current().backup).toMatchObject({ level: 'red', next: 'fix-problem' });
    await drive.refresh();
    expect(notices.filter(({ kind }) => kind === 'obstacle')).toHaveLength(1);
    world.link = { ...unattended, mode: 'ask-each-time', problem: problem('token-revoked') };
    await drive.refresh();
    expect(snapshot.current().backup.level).not.toBe('red');
  });
});
