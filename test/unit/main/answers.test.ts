import { describe, expect, it } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { wholeBackup } from '../../../electron/contract/restore-desktop-models.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { type EntryCounts, type ExportPart, entryStates } from '../../../electron/contract/takeout-models.ts';
import type { AccountController } from '../../../electron/main/account/account-controller.ts';
import { ipcAnswers } from '../../../electron/main/ipc/answers.ts';
import { account, report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell } from './support/shell-world.ts';

const counts = Object.fromEntries(entryStates.map((state) => [state, 0])) as EntryCounts;
const foundClient = '0c7f5f5e-43a0-4bd1-9b53-2f0d6cbb6f10';
const link = 'https://console.cloud.google.com/apis/library/photoslibrary.googleapis.com?project=1';

function openAnswers() {
  const world = openShell();
  const {
    snapshot,
    settings,
    destinations,
    runs,
    backups,
    verifications,
    library,
    picks,
    takeout,
    drive,
    restores,
    engine,
    clock,
    shell,
  } = world;
  const opened: string[] = [];
  const copied: string[] = [];
  const saved: { readonly name: string; readonly content: string }[] = [];
  const shown: string[] = [];
  const keychain = { openings: 0 };
  const accounts: AccountController = {
    refresh: async () => undefined,
    openKeychain: async () => {
      keychain.openings += 1;
      return ok(null);
    },
    setClient: async () => failed(problem('client-file-wrong')),
    removeClient: async () => ok(null),
    signIn: async () => {
      snapshot.change({ accounts: [account] });
      return ok(account);
    },
    permit: async () => ok(account),
    permitAll: async () => ok(account),
    cancelSignIn: () => undefined,
    drive: world.driveAccount,
    signOut: async () => ok(null),
    use: async () => ok(null),
    active: async () => ok(account),
  };
  const answers = ipcAnswers({
    clientFiles: {
      look: async () => [{ file: foundClient, name: 'client_secret_1.json', modifiedAt: '2026-03-10T12:00:00.000Z' }],
      read: async (file) => (file === foundClient ? ok('{}') : failed(problem('entry-unknown'))),
    },
    ...{
      snapshot,
      settings,
      accounts,
      destinations,
      runs,
      backups,
      verifications,
      library,
      picks,
      takeout,
      drive,
      restores,
      clock,
    },
    ask: engine.ask,
    onSettings: () => shell.settingsChanged(),
    onCure: () => shell.cured(),
    onShown: () => shown.push('the page'),
    commands: {
      openLink: async (url): Promise<Result<void>> => {
        opened.push(url);
        return ok(undefined);
      },
      copyText: async (text) => {
        copied.push(text);
        return ok(undefined);
      },
      chooseClientFile: async () => ok(null),
      save: async (name, content) => {
        saved.push({ name, content: content.toString() });
        return ok(true);
      },
      showInFolder: ({ path }, relative) => shown.push(`${path} ${relative}`),
      openFolder: async (path) => {
        if (path.includes('unplugged')) return failed(problem('folder-not-opened'));
        shown.push(path);
        return ok(undefined);
      },
      openFile: async ({ path }, relative) => {
        shown.push(`opened ${path} ${relative}`);
        return ok(undefined);
      },
      showFile: (path) => shown.push(path),
      chooseParts: async (what) => (what === 'files' ? ['/home/me/Downloads'] : []),
      showLog: async () => {
        shown.push('the log');
        return ok(undefined);
      },
      supportBundle: () => new Uint8Array(),
      licences: async () => 'MIT',
      restartEngine: () => undefined,
      quit: () => undefined,
    },
  });
  return { ...world, answers, opened, copied, saved, shown, keychain };
}

it('puts a text of the page on the clipboard', async () => {
  const { answers, copied } = openAnswers();
  expect(await answers['app.copyText']({ text: 'http://127.0.0.1' })).toEqual(ok(null));
  expect(copied).toEqual(['http://127.0.0.1']);
});

it('hears that the page has drawn what it knows', async () => {
  const { answers, shown } = openAnswers();
  expect(await answers['app.shown'](null)).toEqual(ok(null));
  expect(shown).toEqual(['the page']);
});

it('shows the log, whose place the page does not know', async () => {
  const { answers, shown } = openAnswers();
  expect(await answers['app.showLog'](null)).toEqual(ok(null));
  expect(shown).toEqual(['the log']);
});

describe('a keychain that is unavailable', () => {
  it('is tried when a person asks for that, and before what they start by hand; not when it is open', async () => {
    const { answers, snapshot, keychain, engine } = openAnswers();
    await answers['backup.start']({ full: false });
    await answers['backup.stop'](null);
    expect(keychain.openings).toBe(0);
    snapshot.change({ keychainProblem: problem('keychain-unavailable') });
    await answers['account.openKeychain'](null);
    await answers['problems.retry'](null);
    await answers['backup.start']({ full: true });
    expect(keychain.openings).toBe(3);
    expect(engine.count('backUp')).toBe(1);
  });
});

describe('a repair', () => {
  it('is asked of the engine with whose library may be asked, and is no backup', async () => {
    const { answers, engine, snapshot } = openAnswers();
    const before = snapshot.current().lastRun;
    expect(await answers['backup.repair'](null)).toEqual(ok(null));
    expect([engine.count('repair'), engine.count('backUp')]).toEqual([1, 0]);
    expect(snapshot.current().lastRun).toEqual(before);
  });
});

describe('a permission that was given for a restore', () => {
  it('is for backups, too, once somebody signs in for them', async () => {
    const { answers, settings, snapshot } = openAnswers();
    settings.write({ plan: { ...settings.read().plan, libraryForRestore: [account.id, 'other'] } });
    await answers['account.signIn']({ capability: 'picker', account: account.id });
    expect(settings.read().plan.libraryForRestore).toEqual([account.id, 'other']);
    await answers['account.signIn']({ capability: 'library', account: account.id });
    expect(snapshot.current().plan.libraryForRestore).toEqual(['other']);
  });
});

describe('a restore', () => {
  it('is planned for the page by what it shows, and keeps the folder where it is', async () => {
    const { answers, snapshot, settings, engine } = openAnswers();
    snapshot.change({ accounts: [{ ...account, scopes: Object.values(capabilityScopes) }] });
    expect(await answers['restore.plan']({ selection: { ...wholeBackup, search: 'sea' }, account: null })).toEqual(
      ok(null),
    );
    await settled();
    expect(engine.count('planRestore')).toBe(1);
    expect(snapshot.current().restore).toMatchObject({ selection: { search: 'sea' }, now: { stage: 'planning' } });
    expect(await answers['restore.start']({ typedEmail: null })).toMatchObject({ problem: { code: 'entry-unknown' } });
    await answers['restore.cancel'](null);
    expect(snapshot.current().restore).toBeNull();
    const open = { account: account.id, destination: 'b1', selection: wholeBackup, albumTitle: null };
    settings.write({ openRestore: { ...open, isPaused: true, done: 0, items: 9 } });
    const choice = await answers['destination.choose'](null);
    if (!choice.ok || choice.value === null) throw new Error('no folder was chosen');
    expect(await answers['destination.use']({ choice: choice.value.choice })).toMatchObject({
      problem: { code: 'restore-busy' },
    });
  });
});

describe('links', () => {
  it('opens the page that a link of the list stands for', async () => {
    const { answers, opened } = openAnswers();
    await answers['app.openLink']({ link: 'google-photos' });
    expect(opened).toEqual(['https://photos.google.com/']);
  });

  it('opens the page of a problem, wherever the problem is', async () => {
    const { answers, opened, snapshot } = openAnswers();
    const met = problem('api-disabled', { link });
    for (const change of [
      { trouble: met },
      { destinationTrouble: met },
      { accounts: [{ ...account, trouble: met }] },
      { lastRun: { ...report, problem: met } },
    ]) {
      snapshot.change({ trouble: null, destinationTrouble: null, accounts: [account], lastRun: null });
      snapshot.change(change);
      expect(await answers['app.openProblemLink']({ code: 'api-disabled' })).toEqual(ok(null));
    }
    expect(opened).toEqual([link, link, link, link]);
  });

  it.each([
    'https://evil.example/',
    'http://console.cloud.google.com/',
    'https://console.cloud.google.com.evil.example/',
  ])('does not open %s, whoever names it', async (address) => {
    const { answers, opened, snapshot } = openAnswers();
    snapshot.change({ trouble: { ...problem('api-disabled'), link: address } });
    expect(await answers['app.openProblemLink']({ code: 'api-disabled' })).toMatchObject({ ok: false });
    expect(opened).toEqual([]);
  });

  it('knows no page of a problem that is not there', async () => {
    const { answers } = openAnswers();
    expect(await answers['app.openProblemLink']({ code: 'api-disabled' })).toMatchObject({
      problem: { code: 'entry-unknown' },
    });
  });
});

describe('the folder', () => {
  it('is used by the id of a choice, and an unknown id is nothing', async () => {
    const { answers, settings } = openAnswers();
    const chosen = await answers['destination.choose'](null);
    if (!chosen.ok || chosen.value === null) throw new Error('No folder was chosen');
    const unknown = await answers['destination.use']({ choice: '7d444840-9dc0-11d1-b245-5ffdce74fad2' });
    expect(unknown).toMatchObject({ problem: { code: 'destination-not-set' } });
    expect(await answers['destination.use']({ choice: chosen.value.choice })).toMatchObject({ ok: true });
    expect(settings.read().destination).toMatchObject({ identity: 'b1' });
  });

  it('does not change mid-run', async () => {
    const { answers, backups } = openAnswers();
    const chosen = await answers['destination.choose'](null);
    await backups.start('auto');
    const choice = chosen.ok ? (chosen.value?.choice ?? '') : '';
    expect(await answers['destination.use']({ choice })).toMatchObject({ problem: { code: 'run-going-on' } });
  });
});

describe('cures', () => {
  it('signing in again resumes what a dead sign-in stopped', async () => {
    const { answers, snapshot, engine } = openAnswers();
    snapshot.change({ accounts: [{ ...account, trouble: problem('token-revoked') }], lastRun: report });
    await answers['account.signIn']({ capability: 'library', account: account.id });
    await settled();
    expect(engine.count('backUp')).toBe(1);
  });

  it('signing in where nothing was wrong starts nothing', async () => {
    const { answers, snapshot, engine } = openAnswers();
    snapshot.change({ lastRun: { ...report, startedAt: '2026-03-10T11:59:00.000Z' } });
    await answers['account.signIn']({ capability: 'picker', account: account.id });
    await settled();
    expect(engine.count('backUp')).toBe(0);
  });
});

describe('settings', () => {
  it('change what is named and nothing else', async () => {
    const { answers, settings } = openAnswers();
    await answers['settings.change']({ schedule: { mode: 'manual' }, bandwidthLimit: 5 });
    await answers['settings.change']({ runOnBattery: false });
    expect(settings.read()).toMatchObject({ schedule: { mode: 'manual' }, bandwidthLimit: 5, runOnBattery: false });
  });

  it('remember the step of the set-up, and finishing it starts the first backup', async () => {
    const { answers, settings, snapshot, engine } = openAnswers();
    settings.write({ setup: { step: 'welcome', finished: false } });
    await answers['setup.goTo']({ step: 'folder' });
    expect(snapshot.current().setup).toEqual({ step: 'folder', finished: false });
    expect(engine.count('backUp')).toBe(0);
    await answers['setup.finish'](null);
    await settled();
    expect(settings.read().setup).toEqual({ step: 'done', finished: true });
    expect(engine.count('backUp')).toBe(1);
  });

  it('keep what is to be backed up, and finishing begins nothing that no permission was given for', async () => {
    const { answers, settings, snapshot, engine, clock } = openAnswers();
    snapshot.change({ accounts: [{ ...account, scopes: [] }] });
    await answers['setup.plan']({ door: 'library', pickup: 'downloads' });
    await answers['setup.plan']({ libraryBytes: 5 });
    await answers['setup.ordered']({ isOrdered: true });
    const orderedAt = clock.now().toISOString();
    expect(snapshot.current().plan).toMatchObject({ door: 'library', pickup: 'downloads', libraryBytes: 5, orderedAt });
    await answers['setup.finish'](null);
    await settled();
    expect(settings.read().setup.finished).toBe(true);
    expect(engine.count('backUp')).toBe(0);
    expect(snapshot.current().trouble).toBeNull();
    expect(snapshot.current().nextRuns).toEqual([]);
  });

  it('remember that client files may be looked for, and set one that was found', async () => {
    const { answers, snapshot } = openAnswers();
    expect(await answers['client.lookInDownloads'](null)).toMatchObject({ value: [{ name: 'client_secret_1.json' }] });
    expect(snapshot.current().plan.mayLookInDownloads).toBe(true);
    // What was found is judged like any other.
    expect(await answers['client.useFound']({ file: foundClient })).toMatchObject({
      problem: { code: 'client-file-wrong' },
    });
  });

  it('watch the downloads, or a suggested folder, without a dialog', async () => {
    const { answers, settings } = openAnswers();
    await answers['takeout.watchDownloads'](null);
    expect(settings.read().watchFolder).toEqual({ path: '/home/me/Downloads', isOn: true });
    const suggested = await answers['takeout.suggestFolders'](null);
    expect(suggested).toMatchObject({ value: [{ cloud: 'dropbox' }] });
    await answers['takeout.watchSuggested']({ folder: 0 });
    expect(settings.read().watchFolder?.path).toContain('Dropbox');
    expect(await answers['takeout.watchSuggested']({ folder: 9 })).toMatchObject({
      problem: { code: 'entry-unknown' },
    });
  });
});

describe('exports', () => {
  const part: ExportPart = {
    ...{ id: 3, name: 'takeout-20260301T120000Z-001.zip', number: 1, format: 'zip', bytes: 1, entries: 1 },
    ...{ path: '/home/me/takeout-20260301T120000Z-001.zip', state: 'imported', problem: null },
    ...{ arrivedAt: '2026-03-02T08:00:00.000Z', importedAt: null, counts },
  };

  it('are offered when chosen, and imported by the id of the offer', async () => {
    const { answers, world, engine } = openAnswers();
    const { name, path, format, number } = part;
    world.found = {
      exports: [
        {
          ...{ stamp: '20260301T120000Z', missing: [] },
          parts: [{ name, path, format, number, bytes: 1, modifiedAt: part.arrivedAt, place: 'here' }],
        },
      ],
      unrecognised: [],
    };
    expect(await answers['takeout.chooseParts']({ what: 'folder' })).toEqual(ok(null));
    const offer = await answers['takeout.chooseParts']({ what: 'files' });
    if (!offer.ok || offer.value === null) throw new Error('nothing was offered');
    expect(await answers['takeout.import']({ offer: offer.value.offer, includeTrash: false })).toEqual(ok(null));
    await settled();
    expect(engine.imports).toMatchObject([{ paths: [path] }]);
    expect(await answers['takeout.stop'](null)).toEqual(ok(null));
    expect(engine.count('stopBackup')).toBe(1);
    expect(await answers['takeout.dismiss'](null)).toEqual(ok(null));
    expect(await answers['takeout.goOn'](null)).toMatchObject({ problem: { code: 'entry-unknown' } });
  });

  it('are shown where their parts lie, and only those that are known', async () => {
    const { answers, snapshot, shown } = openAnswers();
    expect(await answers['takeout.showPart']({ part: 3 })).toMatchObject({ problem: { code: 'entry-unknown' } });
    snapshot.change({
      exports: {
        ...{ schedule: null, coverage: [] },
        exports: [
          {
            ...{ stamp: '20260301T120000Z', exportedAt: null, downloadUntil: null, firstSeenAt: part.arrivedAt },
            ...{ parts: [part], missingParts: [], state: 'complete', complete: true, counts, doubtful: 0 },
            ...{
              withoutSidecar: 0,
              account: null,
              kind: 'unknown',
              kindReason: null,
              coversUntil: null,
              isSuperseded: false,
              stored: 1,
              leftOut: 0,
              missing: 0,
              waiting: 0,
              failed: 0,
            },
            index: { read: true, unreadable: false, listed: 1, failedAtGoogle: 0 },
          },
        ],
      },
    });
    expect(await answers['takeout.showPart']({ part: 3 })).toEqual(ok(null));
    expect(shown).toEqual([part.path]);
  });

  it('are watched for in a folder that the person chooses', async () => {
    const { answers, settings } = openAnswers();
    expect(await answers['takeout.startWatching'](null)).toMatchObject({ problem: { code: 'entry-unknown' } });
    expect(await answers['takeout.chooseWatchFolder'](null)).toEqual(ok({ chosen: true }));
    expect(await answers['takeout.stopWatching'](null)).toEqual(ok(null));
    expect(settings.read().watchFolder).toEqual({ path: '/home/me/Downloads', isOn: false });
    expect(await answers['takeout.startWatching'](null)).toEqual(ok(null));
  });
});

describe('the backup folder', () => {
  it('is opened, and a person hears when it could not be', async () => {
    const { answers, settings, shown } = openAnswers();
    expect(await answers['destination.open'](null)).toEqual(ok(null));
    expect(shown).toEqual([settings.read().destination?.path]);
    settings.write({ destination: { path: '/media/unplugged', identity: 'b1' } });
    expect(await answers['destination.open'](null)).toMatchObject({ problem: { code: 'folder-not-opened' } });
  });
});

describe('without a folder', () => {
  it('lists of what happened are empty, and photos say what is missing', async () => {
    const { answers, settings } = openAnswers();
    settings.write({ destination: null });
    expect(await answers['activity.runs']({ offset: 0, limit: 10 })).toEqual(ok([]));
    expect(await answers['takeout.doubtful']({ after: 0, limit: 10 })).toEqual(ok([]));
    expect(await answers['photos.months']({ search: '' })).toMatchObject({ problem: { code: 'destination-not-set' } });
    expect(await answers['destination.open'](null)).toMatchObject({ problem: { code: 'destination-not-set' } });
  });
});
