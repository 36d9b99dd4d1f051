/**
 * Loaded with `--import` into a process under test and so into each of its threads: writes to the file that
 * AFTERIMAGE_TEST_SYNCS names what is made durable and what counts on it, in the order in which it happens. Syncs are written
 * once they have returned, everything else before it begins.
 */
import disk from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { StatementSync } from 'node:sqlite';

const file = process.env['AFTERIMAGE_TEST_SYNCS'];

if (file !== undefined) {
  const { openSync, writeSync, fdatasyncSync, fsyncSync, linkSync, renameSync } = disk;
  // Appended by the kernel, whichever thread it is.
  const log = openSync(file, 'a');
  const say = (...words: readonly unknown[]): void => void writeSync(log, `${words.join('\t')}\n`);
  const paths = new Map<number, string>();

  Object.assign(disk, {
    openSync: (...values: Parameters<typeof openSync>) => {
      const descriptor = openSync(...values);
      paths.set(descriptor, String(values[0]));
      return descriptor;
    },
    writeSync: (...values: readonly unknown[]) => {
      const [descriptor] = values;
      if (typeof descriptor === 'number' && paths.has(descriptor)) say('write', paths.get(descriptor));
      return Reflect.apply(writeSync, disk, values);
    },
    fdatasyncSync: (descriptor: number) => {
      fdatasyncSync(descriptor);
      say('synced', paths.get(descriptor));
    },
    fsyncSync: (descriptor: number) => {
      fsyncSync(descriptor);
      say('synced', paths.get(descriptor));
    },
    linkSync: (from: string, to: string) => {
      say('link', from, to);
      linkSync(from, to);
    },
    renameSync: (from: string, to: string) => {
      say('link', from, to);
      renameSync(from, to);
    },
  });
  syncBuiltinESMExports();

  const run = StatementSync.prototype.run;
  StatementSync.prototype.run = function (this: StatementSync, ...values: readonly unknown[]) {
    if (this.sourceSQL.startsWith("UPDATE asset SET state = 'stored', reserved_item = NULL")) say('row');
    return Reflect.apply(run, this, values);
  };
}
