import { expect, test } from 'vitest';
import { BatchSize, type ReadyItem, ReadyQueue } from '../../../electron/engine/restore/ready-queue.ts';
import type { WorkItem } from '../../../electron/engine/restore/work-item.ts';

const item: WorkItem = {
  ...{
    n: 1,
    sha256: '0'.repeat(64),
    path: 'Photos/a.jpg',
    bytes: 1,
    mimeType: 'image/jpeg',
    facts: null,
    moment: null,
  },
  ...{ filename: 'a.jpg', description: '', tries: 0, rejections: 0 },
};
const ready: ReadyItem = { item, token: 't', tokenAt: 0, length: null };

test('uploads that waited for room in a small batch go on when the next one is larger', async () => {
  const size = new BatchSize(8);
  // Two of four tokens were too old: two at once from now on.
  size.grewOld(4);
  const queue = new ReadyQueue(new AbortController().signal, size);
  const upload = async (): Promise<void> => {
    if (await queue.room()) queue.put(ready);
  };
  const first = [upload(), upload()];
  await Promise.all(first);
  expect(await queue.take()).toHaveLength(2);
  // While that batch is made, the next is uploaded, and two more wait for room.
  const more = [upload(), upload(), upload(), upload()];
  await Promise.all(more.slice(0, 2));
  size.made();
  expect(await queue.take()).toHaveLength(4);
  await Promise.all(more);
});
