import { describe, expect, it } from 'vitest';
import type { RunNews, RunReport } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import {
  RunCoordinator,
  type RunEnd,
  type RunPurpose,
  type WantedRun,
} from '../../../electron/main/runs/run-coordinator.ts';
import { report } from './support/app-state.ts';
import { settled } from './support/fake-clock.ts';

const told: RunNews = { event: 'problem', problem: problem('network-unreachable') };

/** A coordinator over an engine whose runs end when the test says so. */
function openCoordinator() {
  const events: string[] = [];
  let settling: Promise<void> = Promise.resolve();
  const runs = new RunCoordinator({
    stopEngine: async () => {
      events.push('stop');
      return ok(null);
    },
    onStopping: () => events.push('stopping'),
    refresh: () => settling,
  });
  runs.onEnded(() => events.push('settled'));
  const wanted = (name: string, purpose: RunPurpose, change: Partial<WantedRun> = {}) => {
    const ends: RunEnd[] = [];
    const heard: RunNews[] = [];
    const engine = Promise.withResolvers<Result<RunReport>>();
    const run: WantedRun = {
      purpose,
      startedBy: () => 'itself',
      prepare: async () =>
        ok(() => {
          events.push(`begin ${name}`);
          return engine.promise;
        }),
      hear: (event) => heard.push(event),
      ended: (end) => {
        events.push(`end ${name}`);
        ends.push(end);
      },
      ...change,
    };
    return {
      ...{ run, ends, heard },
      end: async (result: Result<RunReport> = ok(report)) => {
        engine.resolve(result);
        await settled();
      },
      crash: async (thrown: Error) => {
        engine.reject(thrown);
        await settled();
      },
    };
  };
  /** What hangs on an end takes until the returned function is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    settling = promise;
    return async () => {
      resolve();
      await settled();
    };
  };
  return { runs, events, wanted, hold };
}

describe('one run at a time', () => {
  it('refuses to start a second one, from the first moment of the first one to its end', async () => {
    const { runs, wanted } = openCoordinator();
    const [first, second] = [wanted('first', 'backup'), wanted('second', 'backup')];
    const starting = runs.start(first.run);
    expect(await runs.start(second.run)).toMatchObject({ problem: { code: 'run-going-on' } });
    expect(await starting).toEqual(ok(null));
    expect([runs.busy, runs.purpose, runs.isOn(first.run), runs.isOn(second.run)]).toEqual([
      ...[true, 'backup', true, false],
    ]);
    await first.end();
    expect([runs.busy, runs.purpose]).toEqual([false, null]);
    expect(await runs.start(second.run)).toEqual(ok(null));
    expect(second.ends).toEqual([]);
  });

  it('says why one cannot begin, and is free again', async () => {
    const { runs, wanted } = openCoordinator();
    const refused = wanted('refused', 'backup', { prepare: async () => failed(problem('token-missing')) });
    expect(await runs.start(refused.run)).toMatchObject({ problem: { code: 'token-missing' } });
    expect([runs.busy, refused.ends]).toEqual([false, []]);
  });

  it('lets begin what came to wait while one that cannot begin was tried', async () => {
    const { runs, events, wanted } = openCoordinator();
    const refused = wanted('refused', 'backup', { prepare: async () => failed(problem('token-missing')) });
    const starting = runs.start(refused.run);
    expect(runs.enqueue(wanted('import', 'import').run)).toBe(true);
    await starting;
    await settled();
    expect(events).toEqual(['begin import']);
  });

  it('tells what the engine says to the run that goes on, and to nobody when none does', async () => {
    const { runs, wanted } = openCoordinator();
    const { run, heard, end } = wanted('backup', 'backup');
    runs.hear(told);
    await runs.start(run);
    runs.hear(told);
    await end();
    runs.hear(told);
    expect(heard).toEqual([told]);
  });
});

describe('the queue', () => {
  it('begins selections before imports, whichever came first, and one after the other', async () => {
    const { runs, events, wanted } = openCoordinator();
    const [backup, chosen, parts] = [wanted('b', 'backup'), wanted('s', 'selection'), wanted('i', 'import')];
    await runs.start(backup.run);
    expect([runs.enqueue(parts.run), runs.enqueue(chosen.run)]).toEqual([true, true]);
    await backup.end();
    await chosen.end();
    await parts.end();
    expect(events).toEqual([
      ...['begin b', 'end b', 'settled', 'begin s', 'end s', 'settled', 'begin i', 'end i', 'settled'],
    ]);
  });

  it('begins at once when nothing is on, and takes the same run once only', async () => {
    const { runs, events, wanted } = openCoordinator();
    const [chosen, parts] = [wanted('s', 'selection'), wanted('i', 'import')];
    expect(runs.enqueue(chosen.run)).toBe(false);
    runs.enqueue(parts.run);
    runs.enqueue(parts.run);
    await chosen.end();
    await parts.end();
    expect(events.filter((event) => event === 'begin i')).toHaveLength(1);
    expect(runs.busy).toBe(false);
  });

  it('waits until what hangs on the last end is read; nothing jumps it meanwhile', async () => {
    const { runs, events, wanted, hold } = openCoordinator();
    const [backup, parts, other] = [wanted('b', 'backup'), wanted('i', 'import'), wanted('o', 'backup')];
    await runs.start(backup.run);
    runs.enqueue(parts.run);
    const release = hold();
    await backup.end();
    expect(await runs.start(other.run)).toMatchObject({ problem: { code: 'run-going-on' } });
    expect(events).toEqual(['begin b', 'end b']);
    await release();
    expect(events).toEqual(['begin b', 'end b', 'settled', 'begin i']);
  });

  it('tells as its end why a run that waited cannot begin, and goes on with the next one', async () => {
    const { runs, events, wanted } = openCoordinator();
    const refusal = failed(problem('destination-not-set'));
    const [backup, parts] = [wanted('b', 'backup'), wanted('i', 'import')];
    const refused = wanted('s', 'selection', { prepare: async () => refusal });
    await runs.start(backup.run);
    runs.enqueue(refused.run);
    runs.enqueue(parts.run);
    await backup.end();
    expect(refused.ends).toEqual([{ result: refusal, stoppedBy: null }]);
    expect(events).toContain('begin i');
  });

  it('forgets a run that is taken back', async () => {
    const { runs, events, wanted } = openCoordinator();
    const [backup, parts] = [wanted('b', 'backup'), wanted('i', 'import')];
    await runs.start(backup.run);
    runs.enqueue(parts.run);
    runs.withdraw(parts.run);
    await backup.end();
    expect([events.includes('begin i'), runs.busy, parts.ends]).toEqual([false, false, []]);
  });

  it('takes a run anew that its own end asks for', async () => {
    const { runs, wanted } = openCoordinator();
    let ends = 0;
    const parts = wanted('i', 'import', {
      prepare: async () => ok(async () => failed(problem('engine-crashed'))),
      ended: () => {
        ends += 1;
        if (ends < 3) runs.enqueue(parts.run);
      },
    });
    runs.enqueue(parts.run);
    await settled();
    await settled();
    expect([ends, runs.busy]).toEqual([3, false]);
  });
});

describe('stopping', () => {
  it('asks the engine, and the end says who wanted it; what passes does not overrule a person', async () => {
    const { runs, events, wanted } = openCoordinator();
    const { run, ends, end } = wanted('b', 'backup');
    await runs.start(run);
    await runs.stop('person');
    await runs.stop('passing');
    await end(failed(problem('interrupted')));
    expect(events.slice(1, 3)).toEqual(['stopping', 'stop']);
    expect(ends).toMatchObject([{ stoppedBy: 'person' }]);
  });

  it('by what passes leaves alone what a person began by hand', async () => {
    const { runs, events, wanted } = openCoordinator();
    const { run, ends, end } = wanted('s', 'selection', { startedBy: () => 'person' });
    runs.enqueue(run);
    await settled();
    await runs.stop('passing');
    await end();
    expect([events.includes('stop'), ends[0]?.stoppedBy]).toEqual([false, null]);
  });

  it('before the engine has heard of the run keeps it from beginning', async () => {
    const { runs, events, wanted } = openCoordinator();
    const { run, ends } = wanted('b', 'backup');
    const starting = runs.start(run);
    await runs.stop('passing');
    expect(await starting).toEqual(ok(null));
    expect(events).not.toContain('begin b');
    expect(ends).toMatchObject([{ result: { problem: { code: 'interrupted' } }, stoppedBy: 'passing' }]);
  });

  it('asks nothing when nothing is on', async () => {
    const { runs, events } = openCoordinator();
    expect([await runs.stop('person'), events]).toEqual([ok(null), []]);
  });
});

describe('the end', () => {
  it('comes once when the engine crashes in the middle of a stop', async () => {
    const { runs, wanted } = openCoordinator();
    const { run, ends, end } = wanted('b', 'backup');
    await runs.start(run);
    await runs.stop('person');
    await end(failed(problem('engine-crashed')));
    await end(ok(report));
    expect(ends).toMatchObject([{ result: { problem: { code: 'engine-crashed' } }, stoppedBy: 'person' }]);
  });

  it('comes even when a bug throws, and the next run can begin', async () => {
    const { runs, wanted } = openCoordinator();
    const { run, ends, crash } = wanted('b', 'backup');
    await runs.start(run);
    await crash(new Error('A bug'));
    expect(ends).toMatchObject([{ result: { problem: { code: 'internal' } } }]);
    expect(await runs.start(wanted('next', 'backup').run)).toEqual(ok(null));
  });

  it('of the program breaks off what is on, empties the queue, and lets nothing begin', async () => {
    const { runs, events, wanted } = openCoordinator();
    const [backup, parts] = [wanted('b', 'backup'), wanted('i', 'import')];
    await runs.start(backup.run);
    runs.enqueue(parts.run);
    runs.close();
    await backup.end(failed(problem('interrupted')));
    runs.enqueue(parts.run);
    await settled();
    expect(backup.ends).toMatchObject([{ stoppedBy: 'quit' }]);
    expect(await runs.start(parts.run)).toMatchObject({ problem: { code: 'interrupted' } });
    expect([events.includes('begin i'), parts.ends]).toEqual([false, []]);
  });

  it('of the program does not take back what a person has stopped', async () => {
    const { runs, wanted } = openCoordinator();
    const { run, ends, end } = wanted('s', 'selection');
    await runs.start(run);
    await runs.stop('person');
    runs.close();
    await end(failed(problem('interrupted')));
    expect(ends[0]?.stoppedBy).toBe('person');
  });
});
