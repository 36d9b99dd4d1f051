import { describe, expect, it } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import {
  type EntryCounts,
  type ExportPart,
  type ExportSchedule,
  type ExportSummary,
  entryStates,
} from '../../../electron/contract/takeout-models.ts';
import { takeoutWarnings } from '../../../electron/main/takeout/calendar.ts';
import { write } from './support/app-state.ts';
import { openShell } from './support/shell-world.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const stamp = '20260301T120000Z';
const exportedAt = '2026-03-01T12:00:00.000Z';
const made = Date.parse(exportedAt);
const counts = Object.fromEntries(entryStates.map((state) => [state, 0])) as EntryCounts;

function part(number: number, state: ExportPart['state'] = 'imported'): ExportPart {
  const name = `takeout-${stamp}-00${number}.zip`;
  return {
    ...{ id: number, name, number, format: 'zip', path: `/home/me/${name}`, bytes: 1, entries: 1, state, counts },
    ...{ problem: null, arrivedAt: exportedAt, importedAt: null },
  };
}

function exportWith(change: Partial<ExportSummary> = {}): ExportSummary {
  return {
    ...{ stamp, exportedAt, downloadUntil: '2026-03-08T12:00:00.000Z', firstSeenAt: exportedAt },
    ...{ parts: [part(1), part(3)], missingParts: [2], state: 'incomplete', complete: false, counts, doubtful: 0 },
    ...{
      withoutSidecar: 0,
      account: null,
      kind: 'unknown',
      kindReason: null,
      coversUntil: null,
      isSuperseded: false,
      stored: 2,
      leftOut: 0,
      missing: 1,
      waiting: 0,
      failed: 0,
    },
    index: { read: false, unreadable: false, listed: 0, failedAtGoogle: 0 },
    ...change,
  };
}

const whole = exportWith({ parts: [part(1)], missingParts: [], missing: 0, state: 'complete', complete: true });
const schedule: ExportSchedule = {
  ...{ seen: 1, nextExpectedAt: '2026-05-01T12:00:00.000Z', endsAt: '2027-03-01T12:00:00.000Z' },
};

function warningsAt(milliseconds: number, exports = [exportWith()], known: ExportSchedule | null = null) {
  return takeoutWarnings({ exports, schedule: known }, new Date(milliseconds)).map((warning) => ({
    ...warning,
    title: write(warning.title),
    wayOut: write(warning.wayOut),
  }));
}

describe('parts that expire', () => {
  it('are warned of within the last two days of the seven in which Google offers them', () => {
    expect(warningsAt(made + 5 * day - 1)).toEqual([]);
    const [warning, ...more] = warningsAt(made + 5 * day);
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ kind: 'parts-expire', stamp, until: '2026-03-08T12:00:00.000Z' });
    expect(warning?.title).toBe('Export file 2 from 1 March is still missing');
    expect(warning?.wayOut).toMatch(/^Google offers the download until 8 March/);
    expect(warningsAt(made + 7 * day - 1)).toHaveLength(1);
    expect(warningsAt(made + 7 * day)).toEqual([]);
  });

  it('are those that never arrived, and those that arrived broken and not whole later', () => {
    const parts = [part(1), part(3, 'broken'), part(4, 'broken'), { ...part(4), id: 5 }, part(6, 'broken')];
    const [warning] = warningsAt(made + 6 * day, [exportWith({ parts, missingParts: [2, 5] })]);
    expect(warning?.title).toBe('Export files 2, 3, 5, 6 from 1 March are still missing');
  });

  it('are files that the index or the details tell of, when no number of a part is missing', () => {
    const lacking = exportWith({ parts: [part(1)], missingParts: [], missing: 1_204, state: 'incomplete' });
    const [warning] = warningsAt(made + 6 * day, [lacking]);
    expect(warning?.title).toBe('1,204 files of the export of 1 March are still missing');
    expect(warningsAt(made + 6 * day, [exportWith({ ...lacking, state: 'losses', missing: 0 })])).toEqual([]);
  });

  it('are none when all are there, or when nobody knows when the export was made', () => {
    expect(warningsAt(made + 6 * day, [whole])).toEqual([]);
    expect(warningsAt(made + 6 * day, [exportWith({ exportedAt: null, downloadUntil: null })])).toEqual([]);
  });
});

describe('the schedule', () => {
  const expected = Date.parse('2026-05-01T12:00:00.000Z');
  const ends = Date.parse(schedule.endsAt);

  it('warns of an export that should have come, for as long as Google offers it', () => {
    expect(warningsAt(expected + day - 1, [whole], schedule)).toEqual([]);
    expect(warningsAt(expected + day, [whole], schedule)).toMatchObject([
      { kind: 'export-overdue', stamp, until: '2026-05-08T12:00:00.000Z' },
    ]);
    expect(warningsAt(expected + 7 * day, [whole], schedule)).toEqual([]);
  });

  it('expects nothing after the sixth, and warns a month before nothing comes any more', () => {
    const sixth = { ...schedule, seen: 6, nextExpectedAt: null };
    expect(warningsAt(ends - 30 * day - 1, [whole], sixth)).toEqual([]);
    const [soon] = warningsAt(ends - 30 * day, [whole], sixth);
    expect(soon).toMatchObject({ kind: 'schedule-ends', until: schedule.endsAt });
    expect(soon?.wayOut).toContain('by 1 March');
    const [over] = warningsAt(ends, [whole], sixth);
    expect(over?.title).toBe('Your export schedule has ended');
  });

  it('that nobody knows is no reason to warn', () => {
    expect(warningsAt(expected + day, [whole], null)).toEqual([]);
    expect(warningsAt(expected + day, [], schedule)).toEqual([]);
  });

  it('comes after what is lost sooner', () => {
    const late = exportWith({ stamp: '20260430T120000Z', downloadUntil: '2026-05-03T12:00:00.000Z' });
    const kinds = warningsAt(expected + day, [late], schedule).map(({ kind }) => kind);
    expect(kinds).toEqual(['parts-expire', 'export-overdue']);
  });
});

describe('what is told', () => {
  /** A shell that knows of an export of which part 2 is missing. */
  async function openWorld(change: Partial<ExportSummary> = {}, known: ExportSchedule | null = null) {
    const shellWorld = openShell();
    const { world, clock, takeout, settings, shell } = shellWorld;
    settings.write({ schedule: { mode: 'manual' } });
    shell.settingsChanged();
    world.exports = { exports: [exportWith(change)], schedule: known, coverage: [] };
    clock.advance(0);
    await takeout.begin();
    return shellWorld;
  }
  const at = (milliseconds: number) => ({ downloadUntil: new Date(milliseconds).toISOString() });

  it('is in the snapshot, and is a matter of attention', async () => {
    const { snapshot, clock } = await openWorld(at(Date.parse('2026-03-11T12:00:00.000Z')));
    expect(snapshot.current().exports?.exports).toMatchObject([{ stamp }]);
    expect(snapshot.current().takeout.warnings).toMatchObject([{ kind: 'parts-expire' }]);
    expect(snapshot.current()).toMatchObject({ status: 'attention', backup: { next: 'add-files' } });
    clock.advance(2 * day);
    expect(snapshot.current().takeout.warnings).toEqual([]);
    // What is missing stays so after Google has taken it away: only another export brings it.
    expect(snapshot.current()).toMatchObject({ status: 'attention', backup: { next: 'order-full-export' } });
  });

  it('is told once a day while it lasts, also by later starts', async () => {
    const { clock, notices, settings } = await openWorld(at(Date.parse('2026-03-12T10:00:00.000Z')));
    expect(notices).toMatchObject([{ kind: 'exports', title: expect.stringContaining('Export file 2') }]);
    clock.advance(23 * hour);
    expect(notices).toHaveLength(1);
    const told = settings.read().toldAboutExports;
    clock.advance(2 * hour);
    expect(notices).toHaveLength(2);

    const next = openShell();
    next.settings.write({ toldAboutExports: told });
    next.world.exports = {
      exports: [exportWith(at(Date.parse('2026-03-12T10:00:00.000Z')))],
      schedule: null,
      coverage: [],
    };
    await next.takeout.begin();
    expect(next.notices).toEqual([]);
    expect(next.snapshot.current().takeout.warnings).toHaveLength(1);
  });

  it('of the schedule is told once', async () => {
    const sixth = { ...schedule, seen: 6, nextExpectedAt: null, endsAt: '2026-03-20T12:00:00.000Z' };
    const { clock, notices } = await openWorld({ missingParts: [], missing: 0, state: 'complete' }, sixth);
    clock.advance(15 * day);
    expect(notices.map(({ title }) => title)).toEqual(['The schedule of your exports ends soon']);
  });

  it('is told to nobody who wants no notices of problems', async () => {
    const shellWorld = openShell();
    shellWorld.settings.write({ notifyProblems: false });
    shellWorld.world.exports = {
      exports: [exportWith(at(Date.parse('2026-03-11T12:00:00.000Z')))],
      ...{ schedule: null, coverage: [] },
    };
    await shellWorld.takeout.begin();
    expect(shellWorld.notices).toEqual([]);
    expect(shellWorld.snapshot.current().takeout.warnings).toHaveLength(1);
  });

  it('is nothing without a folder', async () => {
    const { settings, takeout, snapshot } = await openWorld();
    settings.write({ destination: null });
    await takeout.refresh();
    expect(snapshot.current()).toMatchObject({ exports: null, takeout: { warnings: [] } });
  });

  it('waits for the engine when it cannot answer', async () => {
    const { world, takeout, snapshot, engine, lines } = await openWorld();
    const before = snapshot.current().exports;
    world.exports = { exports: [], schedule: null, coverage: [] };
    engine.refuse = problem('catalog-damaged');
    await takeout.refresh();
    expect(snapshot.current().exports).toEqual(before);
    expect(lines.join()).toContain('catalog-damaged');
  });
});

describe('room in Google Drive', () => {
  const gigabyte = 1_000_000_000;
  const sized = (kind: ExportSummary['kind'], bytes: number) =>
    exportWith({
      ...whole,
      kind,
      parts: [
        { ...part(1), bytes },
        { ...part(2, 'replaced'), bytes: 9_000 * gigabyte },
      ],
    });
  const kindsWith = (latest: ExportSummary, limit: number | null, used: number, known = schedule) =>
    takeoutWarnings({ exports: [latest], schedule: known }, new Date(made + 10 * day), {
      storage: { limit, used, trash: 0 },
    }).map(({ kind }) => kind);

  it.each([
    ['a whole library, of which some part is new in two months', sized('full', 800 * gigabyte), 200, 150, []],
    ['the same, with less room than that', sized('full', 800 * gigabyte), 200, 170, ['drive-full']],
    ['what came last time, and half of it again', sized('incremental', 20 * gigabyte), 200, 171, ['drive-full']],
    ['the same, with room for it', sized('incremental', 20 * gigabyte), 200, 169, []],
    ['an account without a limit', sized('full', 800 * gigabyte), null, 5_000, []],
    ['more used than there is', sized('incremental', 20 * gigabyte), 200, 230, ['drive-full']],
  ] as const)('%s', (_, latest, limit, used, expected) => {
    expect(kindsWith(latest, limit === null ? null : limit * gigabyte, used * gigabyte)).toEqual(expected);
  });

  it('is nothing to speak of when no further export is due, or Drive is not connected', () => {
    const latest = sized('full', 800 * gigabyte);
    expect(kindsWith(latest, 1, 1, { ...schedule, nextExpectedAt: null })).toEqual([]);
    expect(takeoutWarnings({ exports: [latest], schedule }, new Date(made + 10 * day))).toEqual([]);
  });
});
