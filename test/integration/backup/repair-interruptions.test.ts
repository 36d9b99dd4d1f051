import { hash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { killRepeatedly, type Moment, type Progress, pausedAfter } from '../../support/killing.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { isLong } from '../../support/test-environment.ts';
import { trueSums } from '../../support/true-sums.ts';
import { openWorld } from '../../support/world.ts';

test.runIf(isLong())(
  'kills in the middle of repairs leave each file right or as it was damaged, and the last repair heals all',
  {
    tags: 'long',
    timeout: 360_000,
  },
  async () => {
    const kills = 10;
    const { google, backup, call } = await openWorld({ items: 60, albums: 4, seed: 13, itemBytes: 20_000 });
    await call(['backup']);
    const lines = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
    const listed = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
    const paths = [...listed.keys()];
    const random = seededRandom(5);
    const zeros = (path: string, length: number) => [path, hash('sha256', Buffer.alloc(length))] as const;
    const damaged = new Map<string, string>();
    const damage = async ({ killed, missed }: Progress) => {
      for (let nth = 0; nth < 15; nth += 1) {
        const path = paths[((killed + missed) * 15 + nth) % paths.length] ?? '';
        const { size } = await stat(join(backup, path));
        await writeFile(join(backup, path), Buffer.alloc(size));
        damaged.set(...zeros(path, size));
      }
      // After some kills in a row none is left.
      const [album] = await readdir(join(backup, 'Albums')).catch(() => []);
      if (album !== undefined) await rm(join(backup, 'Albums', album), { recursive: true });
    };
    /** Within a repair, never before it or after: while photos come, while they go to their places, while the rest is made. */
    const moment = (haste: number): Moment => {
      const enough = google.statistics().mediaRequests + Math.ceil(random() * 14 * haste);
      const [settling, started] = [
        pausedAfter('"phase":"settling"', random() * 40),
        pausedAfter('"started"', random() * 200 * haste),
      ];
      const strikes = [() => google.statistics().mediaRequests >= enough, settling, started][Math.floor(random() * 3)];
      return (stdout) => stdout.includes('"started"') && !stdout.includes('"finished"') && (strikes?.(stdout) ?? false);
    };
    await killRepeatedly(
      kills,
      async (progress) => {
        await damage(progress);
        const ended = await call(['verify', '--repair', '--json'], { killWhen: moment(progress.haste) });
        if (ended.signal === 'SIGKILL') {
          expect(ended.stdout).toContain('"kind":"repair"');
          expect(ended.stdout).not.toContain('"event":"repaired"');
        }
        return ended;
      },
      async () => {
        for (const [path, right] of listed) {
          const found = hash('sha256', await readFile(join(backup, path)));
          expect([right, damaged.get(path)], path).toContain(found);
        }
      },
    );
    const last = await call(['verify', '--repair', '--json']);
    expect(last.code, last.stdout).toBe(0);
    await expectWholeBackup(google.url, backup);
    expect(await trueSums(backup)).toHaveLength(60);
    expect((await call(['verify', '--json'])).code).toBe(0);
    // Where the last kill hit the very end, nothing was left to mend, and who only reads sweeps nothing: a run that writes does.
    expect((await call(['backup', '--json'])).code).toBe(0);
    expect(await readdir(join(backup, '.afterimage/staging'))).toEqual([]);
  },
);
