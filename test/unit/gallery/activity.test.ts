import { expect, test } from 'vitest';
import { problemGroupSchema } from '../../../electron/contract/desktop-models.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { at, begun, claimed, reportOf } from '../catalog/catalog-fixture.ts';
import { openWorld, store } from './gallery-fixture.ts';

const window = { offset: 0, limit: 30 };
const link = 'https://console.cloud.google.com/apis/library/photoslibrary.googleapis.com';

test('runs that have ended come newest first, a part at a time', async () => {
  const { catalog, source, run, gallery } = await openWorld();
  const second = reportOf(begun(catalog, source), { outcome: 'stopped', problem: problem('quota-day') });
  const first = reportOf(run, { discovered: 3, stored: 3 });
  for (const report of [first, second]) catalog.runs.finish(report);
  begun(catalog, source);
  expect(gallery.runs(window)).toEqual([second, first]);
  expect(gallery.runs({ offset: 1, limit: 1 })).toEqual([first]);
  expect(gallery.runs({ offset: 2, limit: 1 })).toEqual([]);
});

test('problems are grouped by cause, the most frequent first, with the names of the latest', async () => {
  const { catalog, source, run, gallery } = await openWorld();
  expect(gallery.problemGroups()).toEqual([]);
  const items = claimed(catalog, source, run, ['A', 'B', 'C', 'D', 'E', 'F']);
  const subjects = ['A.JPG', 'B.JPG', 'B.JPG', 'D.JPG', 'E.JPG'];
  for (const [index, subject] of subjects.entries()) {
    const met = problem('bytes-incomplete', { subject });
    catalog.transfers.markFailed({ itemId: items[index] ?? 0, runId: run, problem: met, at: at(index) });
  }
  const advice = message('way-out.keychain');
  // The first item fails once more: it is the latest now.
  const again = problem('bytes-incomplete', { subject: 'A.JPG', wayOut: advice });
  catalog.transfers.markFailed({ itemId: items[0] ?? 0, runId: run, problem: again, at: at(50) });
  catalog.problems.record(run, problem('api-disabled', { link }), at(20));
  const groups = gallery.problemGroups();
  for (const group of groups) expect(problemGroupSchema.parse(group)).toEqual(group);
  const { title, explanation, retry } = problem('bytes-incomplete');
  expect(groups).toEqual([
    {
      ...{ code: 'bytes-incomplete', title, explanation, retry, wayOut: again.wayOut, advice, link: null },
      ...{ count: 5, newest: at(50), examples: ['A.JPG', 'E.JPG', 'D.JPG'] },
    },
    expect.objectContaining({ code: 'api-disabled', count: 1, newest: at(20), examples: [], link }),
  ]);
});

test('the problems of one cause are listed with the latest first', async () => {
  const { catalog, source, run, gallery } = await openWorld();
  const items = claimed(catalog, source, run, ['A', 'B', 'C']);
  const met = (subject: string) => problem('bytes-stalled', { subject });
  for (const [index, itemId] of items.entries()) {
    catalog.transfers.markFailed({ itemId, runId: run, problem: met(`${index}`), at: at(index) });
  }
  catalog.transfers.markFailed({ itemId: items[0] ?? 0, runId: run, problem: met('0 again'), at: at(9) });
  catalog.problems.record(run, problem('album-gone'), at(5));
  const list = (offset: number, limit: number) => gallery.problems({ code: 'bytes-stalled', offset, limit });
  expect(list(0, 9)).toEqual([
    { id: 1, at: at(9), problem: met('0 again') },
    { id: 3, at: at(2), problem: met('2') },
    { id: 2, at: at(1), problem: met('1') },
  ]);
  expect(list(1, 1).map(({ id }) => id)).toEqual([3]);
  expect(list(3, 9)).toEqual([]);
  expect(gallery.problems({ code: 'album-gone', ...window })).toHaveLength(1);
});

test('a run keeps telling what it met after that is over, and what concerns it as a whole comes first', async () => {
  const world = await openWorld();
  const { catalog, source, run, gallery } = world;
  const [a = 0] = claimed(catalog, source, run, ['A']);
  const stalled = problem('bytes-stalled', { subject: 'A.JPG' });
  catalog.transfers.markFailed({ itemId: a, runId: run, problem: stalled, at: at(1) });
  catalog.problems.record(run, problem('album-gone', { subject: 'Trip' }), at(2));
  const album = problem('album-gone', { subject: 'Trip' });
  expect(gallery.runProblems(run, 10)).toEqual([album, stalled]);
  expect(gallery.runProblems(run, 1)).toEqual([album]);

  catalog.runs.finish(reportOf(run, { outcome: 'problems' }));
  const later = begun(catalog, source);
  store({ ...world, run: later }, [{ key: 'A' }]);
  catalog.runs.finish(reportOf(later));
  expect(gallery.problemGroups()).toEqual([]);
  expect(gallery.runProblems(run, 10)).toEqual([album, stalled]);
  expect(gallery.runProblems(later, 10)).toEqual([]);
});
