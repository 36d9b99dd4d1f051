// A process that stages and places files without end, telling what it is about to do, until it is killed.
import { openDiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import { openDestination } from '../../../electron/engine/destination/identity.ts';
import { openStaging } from '../../../electron/engine/destination/staging.ts';

const [, , path = '', identity = ''] = process.argv;
const destination = await openDestination(path, identity);
if (!destination.ok) throw new Error(destination.problem.code);
const staging = await openStaging(destination.value, openDiskThreads({ most: 1 }), new Date());
if (!staging.ok) throw new Error(staging.problem.code);

for (let number = 0; ; number += 1) {
  const placements = await Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      const bytes = Buffer.alloc(lane === 3 ? 3_000_000 : 40_000, `${number}-${lane};`);
      const file = await staging.value.open(`${number}-${lane}`);
      await file.start({ from: 0, etag: null });
      for (let at = 0; at < bytes.length; at += 65_536) await file.write(bytes.subarray(at, at + 65_536));
      const staged = await file.finish();
      if (!staged.ok) throw new Error(staged.problem.code);
      const name = `Photos/2020/${String((number % 12) + 1).padStart(2, '0')}/${staged.value.sha256}-${number}.jpg`;
      return { stagedPath: staged.value.stagedPath, path: name, takenAt: new Date(0) };
    }),
  );
  process.send?.(number);
  await staging.value.place(placements);
}
