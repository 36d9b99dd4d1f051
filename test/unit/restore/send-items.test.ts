import { hash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import type { DayBudget } from '../../../electron/engine/restore/day-budget.ts';
import { DueItems } from '../../../electron/engine/restore/due-items.ts';
import type { RestoreContext } from '../../../electron/engine/restore/restore-context.ts';
import { sendItems } from '../../../electron/engine/restore/send-items.ts';
import type { DueWork } from '../../../electron/engine/restore/work-item.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fakeOf } from '../main/support/fake-of.ts';

function dueItem(n: number, changes: Partial<DueWork> = {}): DueWork {
  return {
    ...{ n, sha256: hash('sha256', 'four'), path: `${n}.jpg`, bytes: 4, mimeType: 'image/jpeg', filename: `${n}.jpg` },
    ...{ description: null, facts: null, moment: null, tries: 0, rejections: 0, uploaded: null },
    ...changes,
  };
}

test('bytes that are at Google count once their item has its turn, not each time that the day has no room for it', () => {
  const sent: number[] = [];
  let hasRoom = false;
  const context = fakeOf<RestoreContext>({
    work: fakeOf<RestoreContext['work']>({ due: () => [dueItem(1, { uploaded: { token: 't', at: 0 } })] }),
    meter: fakeOf<RestoreContext['meter']>({ sentBytes: (bytes) => void sent.push(bytes) }),
    now: () => 0,
  });
  const budget = fakeOf<DayBudget>({ begin: () => hasRoom });
  expect(new DueItems(context, budget).next()).toBeNull();
  expect(sent).toEqual([]);
  hasRoom = true;
  expect(new DueItems(context, budget).next()).toMatchObject({ item: { n: 1 }, known: { token: 't' } });
  expect(sent).toEqual([4]);
});

test('a journal that takes nothing ends the sending, and no upload goes on behind it', async () => {
  const root = await temporaryFolder();
  const items = Array.from({ length: 200 }, (_none, index) => dueItem(index + 1));
  for (const { path } of items) await writeFile(join(root, path), 'four');
  let underWay = 0;
  const quota = { state: 'ok', apiRequests: { used: 0, limit: 10_000 } };
  const context = fakeOf<RestoreContext>({
    ...{ root, target: 1, now: () => 0, signal: new AbortController().signal, tally: { items: 200, done: 0 } },
    quota: () => quota as ReturnType<RestoreContext['quota']>,
    folderProblem: async () => null,
    sleep: async () => undefined,
    nextDay: async () => null,
    patiently: (work) => work(),
    today: (work) => work(),
    work: fakeOf<RestoreContext['work']>({
      sums: () => fakeOf<ReturnType<RestoreContext['work']['sums']>>({ due: { items: 200, bytes: 800 } }),
      isDone: () => false,
      due: (after) => items.filter(({ n }) => n > after).slice(0, 50),
      set: () => undefined,
    }),
    meter: fakeOf<RestoreContext['meter']>({
      begin: () => undefined,
      sentBytes: () => undefined,
      done: () => undefined,
    }),
    journal: fakeOf<RestoreContext['journal']>({
      recordUploaded: () => {
        throw new Error('the disk is full');
      },
    }),
    writing: fakeOf<RestoreContext['writing']>({
      upload: async (_request, signal) => {
        underWay += 1;
        // Two of three take until they are stopped.
        if (underWay % 3 !== 0) await new Promise((resolve) => setTimeout(resolve, 5));
        underWay -= 1;
        return signal.aborted ? failed(problem('interrupted')) : ok('token');
      },
    }),
  });
  await expect(sendItems(context)).rejects.toThrow('the disk is full');
  expect(underWay).toBe(0);
});
