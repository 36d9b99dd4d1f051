import { expect, test } from 'vitest';
import { WaitingClips } from '../../../electron/engine/backup/waiting-clips.ts';
import { noFacts } from '../../../electron/engine/media/media-facts.ts';
import { mediaTypes } from '../../../electron/engine/media/media-type.ts';
import { stagedBytes, wanted } from './staged-bytes.ts';

/** Clips that wait, and what becomes of them; storing the clip with the id `broken` throws. */
function clips(broken = -1) {
  const said: string[] = [];
  const waiting = new WaitingClips({
    clipNow: (item) => ({ ...item, beside: `Photos/${item.id}.JPG` }),
    store: async ({ item }) => {
      await Promise.resolve();
      if (item.id === broken) throw new Error('no room');
      said.push(`${item.id} stored beside ${item.beside}`);
    },
    dropped: ({ id }) => void said.push(`${id} dropped`),
    failed: (thrown) => void said.push(String(thrown)),
  });
  return { waiting, said };
}

function fetched(id: number) {
  const content = { stagedPath: '/staging/it', sha256: '0'.repeat(64), bytes: 0 };
  return { item: wanted(id), file: stagedBytes(), content, damage: null, type: mediaTypes.jpeg, facts: noFacts };
}

test('a clip is stored once its photo is, at the place that it has by then, and no other clip', async () => {
  const { waiting, said } = clips();
  waiting.add('A', fetched(1));
  waiting.add('B', fetched(2));
  waiting.photoEnded('A');
  await waiting.settled();
  expect(said).toEqual(['1 stored beside Photos/1.JPG']);
  waiting.photoEnded('A');
  await waiting.settled();
  expect(said).toHaveLength(1);
});

test('when no photo is waited for any longer, all are stored', async () => {
  const { waiting, said } = clips();
  for (const [photo, id] of [
    ['A', 1],
    ['A', 2],
    ['B', 3],
  ] as const)
    waiting.add(photo, fetched(id));
  await waiting.storeAll();
  expect(said.toSorted()).toEqual([1, 2, 3].map((id) => `${id} stored beside Photos/${id}.JPG`));
});

test('a run that ends leaves nothing of them in staging', async () => {
  const { waiting, said } = clips();
  const clip = fetched(1);
  waiting.add('A', clip);
  await waiting.dropAll();
  expect([said, clip.file.endings()]).toEqual([['1 dropped'], ['discard']]);
  await waiting.storeAll();
  expect(said).toHaveLength(1);
});

test('what storing one throws is told, and the others are stored all the same', async () => {
  const { waiting, said } = clips(1);
  waiting.add('A', fetched(1));
  waiting.add('A', fetched(2));
  waiting.photoEnded('A');
  await waiting.settled();
  expect(said.toSorted()).toEqual(['2 stored beside Photos/2.JPG', 'Error: no room']);
});

test('two hundred may wait, and each that ends makes room for one', async () => {
  const { waiting } = clips();
  for (let id = 0; id < 199; id += 1) waiting.add('A', fetched(id));
  expect(waiting.hasRoom()).toBe(true);
  waiting.add('B', fetched(199));
  expect(waiting.hasRoom()).toBe(false);
  waiting.photoEnded('B');
  expect(waiting.hasRoom()).toBe(true);
  await waiting.dropAll();
});
