import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FromEngine, ToEngine } from '../../../electron/contract/engine-protocol.ts';
import type { RunNews } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { ok } from '../../../electron/contract/result.ts';
import type { ChildProcess } from '../../../electron/main/supervision/child-process.ts';
import { afterCrash } from '../../../electron/main/supervision/crash-policy.ts';
import { EngineSupervisor } from '../../../electron/main/supervision/engine-supervisor.ts';
import { destination, report } from './support/app-state.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

/** What no engine of this version says. */
type Unspoken =
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'run-event'; readonly event: { readonly event: 'finished' } };

/** A process that does what a test says. */
class PlayedProcess implements ChildProcess<ToEngine> {
  readonly told: ToEngine[] = [];
  isKilled = false;
  #hear: (message: unknown) => void = () => undefined;
  #end: (code: number) => void = () => undefined;

  readonly send = (message: ToEngine): void => void this.told.push(message);
  readonly onMessage = (listener: (message: unknown) => void): void => {
    this.#hear = listener;
  };
  readonly onExit = (listener: (code: number) => void): void => {
    this.#end = listener;
  };
  readonly pid = (): number | null => (this.isKilled ? null : 42);
  readonly kill = (): void => {
    this.isKilled = true;
    this.#end(15);
  };

  says(message: FromEngine | Unspoken): void {
    this.#hear(message);
  }
  crashes(code = 134): void {
    this.#end(code);
  }
  asked(verb: string): Extract<ToEngine, { kind: 'ask' }> {
    const found = this.told.find((message) => message.kind === 'ask' && message.verb === verb);
    if (found?.kind !== 'ask') throw new Error(`${verb} was not asked`);
    return found;
  }
  answers(verb: string, value: unknown): void {
    this.says({ kind: 'answer', id: this.asked(verb).id, result: ok(value) });
  }
}

let clock: FakeClock;
let processes: PlayedProcess[];
let states: string[];
let events: RunNews[];
let lines: string[];
let supervisor: EngineSupervisor;

function latest(): PlayedProcess {
  const process = processes.at(-1);
  if (process === undefined) throw new Error('No process was started');
  return process;
}

beforeEach(() => {
  clock = new FakeClock('2026-03-10T12:00:00.000Z');
  [processes, states, events, lines] = [[], [], [], []];
  supervisor = new EngineSupervisor({
    fork: () => {
      const process = new PlayedProcess();
      processes.push(process);
      return process;
    },
    begin: {
      kind: 'begin',
      dataFolder: '/data',
      endpoints: { authorize: 'a', token: 't', revoke: 'r', photosLibrary: 'l', photosPicker: 'p', drive: 'd' },
      timeScale: 1,
      logLevel: 'info',
    },
    decoder: {
      decode: async ({ size }) => ({ kind: 'picture', bytes: new Uint8Array([7]), width: size, height: size }),
    },
    tokens: { accessToken: async (account, refused) => ok(`token of ${account}, not ${refused ?? 'any'}`) },
    clock,
    onState: (state) => states.push(state),
    log: (line) => lines.push(line),
  });
  supervisor.onRunEvent((event) => events.push(event));
  supervisor.start();
});

describe('EngineSupervisor', () => {
  it('tells each life of the engine, as soon as it is ready, that it must not be felt', () => {
    supervisor.beGentle(true);
    expect(latest().told.some(({ kind }) => kind === 'ask')).toBe(false);
    latest().says({ kind: 'ready' });
    expect(latest().asked('beGentle').input).toEqual({ isGentle: true });
    latest().crashes();
    clock.advance(60_000);
    expect(processes).toHaveLength(2);
    latest().says({ kind: 'ready' });
    expect(latest().asked('beGentle').input).toEqual({ isGentle: true });
    // Said again, it is no news.
    const said = latest().told.length;
    supervisor.beGentle(true);
    expect(latest().told).toHaveLength(said);
    supervisor.beGentle(false);
    expect(latest().told.at(-1)).toMatchObject({ verb: 'beGentle', input: { isGentle: false } });
  });

  it('waits on the thread for an engine that puts everything down, when the session of Windows ends', () => {
    latest().says({ kind: 'ready' });
    const waited: number[][] = [];
    supervisor.stopAndWait(3_000, (pid, withinMs) => {
      // The question is on its way before anybody waits.
      expect(latest().asked('shutDown').input).toEqual({ withinMs: 3_000 });
      expect(latest().isKilled).toBe(false);
      waited.push([pid, withinMs]);
    });
    expect(waited).toEqual([[42, 4_000]]);
    expect(latest().isKilled).toBe(true);
    clock.advance(60_000);
    expect(processes).toHaveLength(1);
  });

  it('does not wait for an engine that has not begun', () => {
    supervisor.stopAndWait(3_000, () => {
      throw new Error('There is nothing to wait for');
    });
    expect(latest().isKilled).toBe(true);
  });

  it('begins the process, holds questions until it is ready, and gives back the parsed answer', async () => {
    expect(latest().told).toMatchObject([{ kind: 'begin', dataFolder: '/data' }]);
    const asked = supervisor.ask('probe', { path: '/disk' });
    await settled();
    expect(latest().told).toHaveLength(1);
    latest().says({ kind: 'ready' });
    await settled();
    expect(latest().asked('probe').input).toEqual({ path: '/disk' });
    latest().answers('probe', destination);
    expect(await asked).toEqual({ ok: true, value: destination });
    expect(states).toEqual(['ready']);
    expect(lines).toEqual(['The engine is ready']);
  });

  it('turns an answer that does not fit the schema into a problem', async () => {
    latest().says({ kind: 'ready' });
    const asked = supervisor.ask('probe', { path: '/disk' });
    await settled();
    latest().answers('probe', { path: 7 });
    expect(await asked).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  it('hands over access tokens, one for each request', async () => {
    latest().says({ kind: 'token-wanted', id: 3, account: '108', refused: 'old' });
    await settled();
    expect(latest().told.at(-1)).toEqual({ kind: 'token', id: 3, result: ok('token of 108, not old') });
  });

  it('has pictures decoded where they can do no harm', async () => {
    const request = { source: '/disk/A.JPG', format: 'jpeg', orientation: null, size: 400, form: 'thumbnail' } as const;
    latest().says({ kind: 'decode', id: 5, request });
    await settled();
    const outcome = { kind: 'picture', bytes: new Uint8Array([7]), width: 400, height: 400 };
    expect(latest().told.at(-1)).toEqual({ kind: 'decoded', id: 5, outcome });
  });

  it('passes on what a run tells, and logs what no engine says', () => {
    const told: RunNews = { event: 'problem', problem: problem('network-unreachable') };
    latest().says({ kind: 'run-event', event: told });
    latest().says({ kind: 'nonsense' });
    expect(events).toEqual([told]);
    expect(lines.join()).toContain('unreadable');
  });

  it('hears the end of a run in its answer alone, and nothing of a process that is gone', () => {
    const told: RunNews = { event: 'problem', problem: problem('network-unreachable') };
    const first = latest();
    first.says({ kind: 'run-event', event: { event: 'finished', ...report } });
    first.crashes();
    first.says({ kind: 'run-event', event: told });
    expect(events).toEqual([]);
  });

  it('fails what was asked when the process ends, and starts it again after growing pauses', async () => {
    latest().says({ kind: 'ready' });
    const asked = supervisor.ask('runs', { destination: { path: '/disk', identity: 'b1' }, offset: 0, limit: 1 });
    await settled();
    latest().crashes();
    expect(await asked).toMatchObject({ ok: false, problem: { code: 'engine-crashed', detail: 'Exit code 134' } });
    for (const [index, pause] of [1_000, 2_000, 4_000].entries()) {
      clock.advance(pause - 1);
      expect(processes).toHaveLength(index + 1);
      clock.advance(1);
      expect(processes).toHaveLength(index + 2);
      latest().crashes();
    }
    expect(states).toEqual(['ready', 'restarting', 'restarting', 'restarting', 'restarting']);
  });

  it('gives up on a loop of crashes, answers at once then, and restarts when a person says so', async () => {
    for (let crash = 0; crash < 6; crash += 1) {
      latest().crashes();
      clock.advance(20_000);
    }
    expect(states.at(-1)).toBe('crashed');
    expect(processes).toHaveLength(6);
    expect(await supervisor.ask('probe', { path: '/' })).toMatchObject({ problem: { code: 'engine-crashed' } });
    clock.advance(3_600_000);
    expect(processes).toHaveLength(6);
    supervisor.restart();
    latest().says({ kind: 'ready' });
    expect(states.slice(-2)).toEqual(['starting', 'ready']);
    latest().crashes();
    expect(states.at(-1)).toBe('restarting');
  });

  it('answers those who waited for the start of a process that never came', async () => {
    const asked = supervisor.ask('probe', { path: '/disk' });
    for (let crash = 0; crash < 6; crash += 1) {
      latest().crashes();
      clock.advance(20_000);
    }
    expect(await asked).toMatchObject({ ok: false, problem: { code: 'engine-crashed' } });
  });

  it('ends a process that hangs, but not one that slept with the machine', () => {
    latest().says({ kind: 'ready' });
    clock.sleep(8 * 3_600_000);
    clock.advance(30_000);
    expect(latest().isKilled).toBe(false);
    latest().says({ kind: 'alive' });
    clock.advance(59_000);
    expect(latest().isKilled).toBe(false);
    clock.advance(16_000);
    expect(processes[0]?.isKilled).toBe(true);
    expect(states.at(-1)).toBe('restarting');
  });

  it('puts the clock of the process forward, also of the one after a crash', () => {
    supervisor.advance(60_000);
    supervisor.advance(5_000);
    expect(latest().told.slice(1)).toEqual([
      { kind: 'clock', aheadMs: 60_000 },
      { kind: 'clock', aheadMs: 65_000 },
    ]);
    latest().crashes();
    clock.advance(2_000);
    expect(processes).toHaveLength(2);
    expect(latest().told).toMatchObject([{ kind: 'begin' }, { kind: 'clock', aheadMs: 65_000 }]);
  });

  it('stops in an orderly way: asks, waits, ends, and starts nothing again', async () => {
    latest().says({ kind: 'ready' });
    const stopped = supervisor.stop(8_000);
    await settled();
    expect(latest().asked('shutDown').input).toEqual({ withinMs: 8_000 });
    expect(latest().isKilled).toBe(false);
    latest().answers('shutDown', null);
    await stopped;
    expect(latest().isKilled).toBe(true);
    clock.advance(3_600_000);
    expect(processes).toHaveLength(1);
  });

  it('does not wait forever for a process that will not stop', async () => {
    latest().says({ kind: 'ready' });
    const stopped = supervisor.stop(8_000);
    await settled();
    clock.advance(16_000);
    await stopped;
    expect(latest().isKilled).toBe(true);
  });
});

describe('afterCrash', () => {
  it('forgets crashes after two minutes, and gives up at the sixth within them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 20 }), (ages) => {
        const now = 10_000_000;
        const recent = [...ages, 0].filter((age) => age < 120_000).length;
        const next = afterCrash(
          [...ages, 0].map((age) => now - age),
          now,
        );
        expect(next).toEqual(recent > 5 ? { kind: 'give-up' } : { kind: 'restart', inMs: 1_000 * 2 ** (recent - 1) });
      }),
    );
  });
});
