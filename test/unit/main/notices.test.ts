import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import {
  endingSignIn,
  type Notice,
  noticesFor,
  updateNotice,
  windowClosedNotice,
} from '../../../electron/main/system/notices.ts';
import { createNotifier, type ToldNotice } from '../../../electron/main/system/notifier.ts';
import { healthy } from '../contract/coverage-fixture.ts';
import { account, liveRun, report, settingsWith, snapshotWith, write } from './support/app-state.ts';

function told({ kind, title, body }: Notice): ToldNotice {
  return { kind, title: write(title), body: write(body) };
}

const untold = { aboutFirstSuccess: false };
const running = snapshotWith({ run: liveRun });
const quiet = { ...snapshotWith().settings, notifyProblems: false, notifyFirstSuccess: false };

describe('noticesFor', () => {
  it('tells of the first complete backup, once', () => {
    const complete = snapshotWith({ lastRun: { ...report, run: 8 } });
    expect(noticesFor(running, complete, untold, false)).toMatchObject([{ kind: 'first-success' }]);
    expect(noticesFor(running, complete, { aboutFirstSuccess: true }, false)).toEqual([]);
    expect(noticesFor(running, { ...complete, settings: quiet }, untold, false)).toEqual([]);
  });

  it('takes a whole listing of nothing for no success', () => {
    const empty = snapshotWith({ lastRun: { ...report, run: 8, discovered: 0, stored: 0, present: 0 } });
    expect(noticesFor(running, empty, untold, false)).toEqual([]);
  });

  it('tells of damage when it is found, and not again until it was mended', () => {
    const withDamage = (missing: number) => {
      const items = { wanted: 0, stored: 9, skipped: 0, failed: 0 };
      const known = { assets: 9, bytes: 9, albums: 0, items, lastRun: null, lastSuccess: null, quota: null };
      return snapshotWith({ library: { ...known, routes: [], folder: { ...healthy, missing } } });
    };
    expect(noticesFor(withDamage(0), withDamage(2), untold, false).map(told)).toEqual([
      {
        kind: 'obstacle',
        title: 'Files in your backup folder are damaged',
        body: '2 files are missing or damaged. Open Afterimage to see which.',
      },
    ]);
    expect(noticesFor(withDamage(2), withDamage(3), untold, false)).toEqual([]);
    expect(noticesFor(withDamage(0), withDamage(2), untold, true)).toEqual([]);
  });

  it('does not take for news what the catalog tells at the start', () => {
    expect(noticesFor(snapshotWith(), snapshotWith({ lastRun: report }), untold, false)).toEqual([]);
  });

  it('says nothing of a run with problems of single files', () => {
    const ended = snapshotWith({ lastRun: { ...report, run: 8, outcome: 'problems', failed: 3 } });
    expect(noticesFor(running, ended, untold, false)).toEqual([]);
  });

  it('tells of what needs a person when it begins, and not again while it lasts', () => {
    const gone = snapshotWith({ destinationTrouble: problem('destination-missing') });
    const [notice, ...more] = noticesFor(running, gone, untold, false).map(told);
    expect(notice).toMatchObject({ kind: 'obstacle', title: problem('destination-missing').title });
    expect(more).toEqual([]);
    expect(noticesFor(gone, { ...gone, online: false }, untold, false)).toEqual([]);
  });

  it('tells of an engine that has given up', () => {
    expect(noticesFor(snapshotWith(), snapshotWith({ engine: 'crashed' }), untold, false).map(told)).toMatchObject([
      { kind: 'obstacle', title: problem('engine-crashed').title },
    ]);
    expect(noticesFor(snapshotWith(), snapshotWith({ engine: 'restarting' }), untold, false)).toEqual([]);
  });

  it('is silent about what passes, while the window is looked at, during the set-up, and when it is told to be', () => {
    const gone = snapshotWith({ destinationTrouble: problem('destination-missing') });
    expect(noticesFor(running, snapshotWith({ trouble: problem('quota-day') }), untold, false)).toEqual([]);
    expect(noticesFor(running, gone, untold, true)).toEqual([]);
    expect(noticesFor(running, { ...gone, setup: { step: 'folder', finished: false } }, untold, false)).toEqual([]);
    expect(noticesFor(running, { ...gone, settings: quiet }, untold, false)).toEqual([]);
  });
});

describe('endingSignIn', () => {
  const now = new Date('2026-03-10T12:00:00.000Z');
  const ending = (signInExpiresAt: string | null) => snapshotWith({ accounts: [{ ...account, signInExpiresAt }] });

  it('warns within the last day of the account in use', () => {
    expect(endingSignIn(ending('2026-03-11T11:59:00.000Z'), now)).toMatchObject({
      endsAt: '2026-03-11T11:59:00.000Z',
      notice: { kind: 'sign-in-ending' },
    });
  });

  it('is silent before, afterwards, without an end, and when it is told to be', () => {
    expect(endingSignIn(ending('2026-03-11T12:01:00.000Z'), now)).toBeNull();
    expect(endingSignIn(ending('2026-03-10T11:59:00.000Z'), now)).toBeNull();
    expect(endingSignIn(ending(null), now)).toBeNull();
    const silent = { ...ending('2026-03-11T11:00:00.000Z'), settings: quiet };
    expect(endingSignIn(silent, now)).toBeNull();
  });
});

describe('updateNotice', () => {
  it('says how the new version comes', () => {
    expect(told(updateNotice({ version: '0.2.0', canInstall: true }, true)).body).toMatch(
      /you quit Afterimage.*tray icon/,
    );
    expect(told(updateNotice({ version: '0.2.0', canInstall: false }, true)).body).toContain('the way you installed');
  });
});

describe('where the tray is not known to be shown', () => {
  it('nobody is sent to an icon that may not be there: starting Afterimage again opens the window', () => {
    const all = [windowClosedNotice(false), updateNotice({ version: '0.2.0', canInstall: true }, false)].map(told);
    for (const { title, body } of all) expect(`${title} ${body}`).not.toMatch(/tray|icon/i);
    expect(told(windowClosedNotice(false)).body).toContain('Start Afterimage again to open the window');
    expect(told(windowClosedNotice(true)).body).toMatch(/tray icon, or by starting Afterimage again/);
  });

  it('the page never names the tray at all', () => {
    const sources = readdirSync('renderer', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /strings\.ts$|messages.english/.test(join(entry.parentPath, entry.name)))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(sources.length).toBeGreaterThan(10);
    for (const file of sources) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\btray\b/i);
  });
});

const closed = windowClosedNotice(false);

describe('createNotifier', () => {
  it('shows a notice, and opens the window when it is clicked', () => {
    const shown: string[] = [];
    let clicks = 0;
    const made: EventEmitter[] = [];
    const { notify, shown: remembered } = createNotifier({
      create: ({ title }) => {
        const notification = Object.assign(new EventEmitter(), { show: () => shown.push(title ?? '') });
        made.push(notification);
        return notification;
      },
      isSupported: () => true,
      write,
      onClick: () => {
        clicks += 1;
      },
      log: () => undefined,
    });
    notify(closed);
    made[0]?.emit('click');
    expect(shown).toEqual([write(closed.title)]);
    expect(clicks).toBe(1);
    expect(remembered).toEqual([told(closed)]);
  });

  it('writes down that the system could not show one', () => {
    const made: EventEmitter[] = [];
    const lines: string[] = [];
    const { notify } = createNotifier({
      create: () => {
        const notification = Object.assign(new EventEmitter(), { show: () => undefined });
        made.push(notification);
        return notification;
      },
      isSupported: () => true,
      write,
      onClick: () => undefined,
      log: (line) => lines.push(line),
    });
    notify(closed);
    made[0]?.emit('failed', {}, 'no shortcut in the Start menu');
    expect(lines).toEqual(['A notification could not be shown: no shortcut in the Start menu']);
  });

  it('only remembers where the system shows none', () => {
    const notifier = createNotifier({
      create: () => {
        throw new Error('not supported');
      },
      isSupported: () => false,
      write,
      onClick: () => undefined,
      log: () => undefined,
    });
    notifier.notify(closed);
    expect(notifier.shown).toHaveLength(1);
  });
});

it('settings of a person who has finished the set-up begin with notices on', () => {
  expect(settingsWith()).toMatchObject({ notifyProblems: true, notifyFirstSuccess: true });
});
