import { describe, expect, it } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import type { AccountDesk } from '../../../electron/main/account/account-desk.ts';
import { ipcAnswers } from '../../../electron/main/ipc/answers.ts';
import { account, report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';
import { openShell } from './support/shell-world.ts';

const link = 'https://console.cloud.google.com/apis/library/photoslibrary.googleapis.com?project=1';

function openAnswers() {
  const world = openShell();
  const { snapshot, settings, destinations, runs, engine, clock, shell } = world;
  const opened: string[] = [];
  const saved: { readonly name: string; readonly content: string }[] = [];
  const shown: string[] = [];
  const accounts: AccountDesk = {
    refresh: async () => undefined,
    setClient: async () => failed(problem('client-file-wrong')),
    removeClient: async () => ok(null),
    signIn: async () => {
      snapshot.change({ accounts: [account] });
      return ok(account);
    },
    cancelSignIn: () => undefined,
    signOut: async () => ok(null),
    use: async () => ok(null),
    active: async () => ok(account),
  };
  const answers = ipcAnswers({
    ...{ snapshot, settings, accounts, destinations, runs, clock },
    ask: engine.ask,
    onSettings: () => shell.settingsChanged(),
    onCure: () => shell.cured(),
    deeds: {
      openLink: async (url): Promise<Result<void>> => {
        opened.push(url);
        return ok(undefined);
      },
      chooseClientFile: async () => ok(null),
      save: async (name, content) => {
        saved.push({ name, content: content.toString() });
        return ok(true);
      },
      showInFolder: ({ path }, relative) => shown.push(`${path} ${relative}`),
      openFolder: (path) => shown.push(path),
      supportBundle: () => new Uint8Array(),
      licences: async () => 'MIT',
      restartEngine: () => undefined,
      quit: () => undefined,
    },
  });
  return { ...world, answers, opened, saved, shown };
}

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

  it('does not change in mid-run', async () => {
    const { answers, runs } = openAnswers();
    const chosen = await answers['destination.choose'](null);
    await runs.start('auto');
    const choice = chosen.ok ? (chosen.value?.choice ?? '') : '';
    expect(await answers['destination.use']({ choice })).toMatchObject({ problem: { code: 'run-going-on' } });
  });
});

describe('cures', () => {
  it('signing in again goes on with what a dead sign-in stopped', async () => {
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
});

describe('without a folder', () => {
  it('lists of what happened are empty, and photos say what is missing', async () => {
    const { answers, settings } = openAnswers();
    settings.write({ destination: null });
    expect(await answers['activity.runs']({ offset: 0, limit: 10 })).toEqual(ok([]));
    expect(await answers['photos.months']({ search: '' })).toMatchObject({ problem: { code: 'destination-not-set' } });
    expect(await answers['destination.open'](null)).toMatchObject({ problem: { code: 'destination-not-set' } });
  });
});
