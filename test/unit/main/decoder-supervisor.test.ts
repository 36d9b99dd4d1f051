import { beforeEach, describe, expect, it } from 'vitest';
import type { DecodeOutcome, FromDecoder, ToDecoder } from '../../../electron/contract/picture-decoder.ts';
import { DecoderSupervisor } from '../../../electron/main/decoder-process/decoder-supervisor.ts';
import type { ChildProcess } from '../../../electron/main/supervision/child-process.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

/** A process that does what a test says. */
class PlayedProcess implements ChildProcess<ToDecoder> {
  readonly told: ToDecoder[] = [];
  isKilled = false;
  #hear: (message: unknown) => void = () => undefined;
  #end: (code: number) => void = () => undefined;

  readonly send = (message: ToDecoder): void => void this.told.push(message);
  readonly onMessage = (listener: (message: unknown) => void): void => {
    this.#hear = listener;
  };
  readonly onExit = (listener: (code: number) => void): void => {
    this.#end = listener;
  };
  readonly pid = (): number | null => (this.isKilled ? null : 43);
  readonly kill = (): void => {
    this.isKilled = true;
    this.#end(15);
  };

  says(message: FromDecoder | 'nonsense'): void {
    this.#hear(message);
  }
  crashes(): void {
    this.#end(139);
  }
  /** The pictures that it was handed, in order. */
  get sources(): readonly unknown[] {
    return this.told.map(({ request }) => request.source);
  }
  answers(source: string, outcome: DecodeOutcome = picture): void {
    const asked = this.told.findLast(({ request }) => request.source === source);
    if (asked === undefined) throw new Error(`${source} was not asked`);
    this.says({ id: asked.id, outcome });
  }
}

const picture: DecodeOutcome = { kind: 'picture', bytes: new Uint8Array([1]), width: 1, height: 1 };

let clock: FakeClock;
let processes: PlayedProcess[];
let lines: string[];
let supervisor: DecoderSupervisor;

function latest(): PlayedProcess {
  const process = processes.at(-1);
  if (process === undefined) throw new Error('No process was started');
  return process;
}

function ask(source: string): Promise<string> {
  return supervisor
    .decode({ source, format: 'jpeg', orientation: null, size: 400, form: 'thumbnail' })
    .then(({ kind }) => `${source}: ${kind}`);
}

beforeEach(() => {
  clock = new FakeClock('2026-03-10T12:00:00.000Z');
  [processes, lines] = [[], []];
  supervisor = new DecoderSupervisor({
    fork: () => {
      const process = new PlayedProcess();
      processes.push(process);
      return process;
    },
    clock,
    log: (line) => lines.push(line),
  });
});

describe('DecoderSupervisor', () => {
  it('starts a process for the first picture, and ends it when there was none for a minute', async () => {
    expect(processes).toHaveLength(0);
    const [a, b] = [ask('a'), ask('b')];
    latest().answers('b');
    latest().answers('a');
    expect(await Promise.all([a, b])).toEqual(['a: picture', 'b: picture']);
    expect(processes).toHaveLength(1);
    clock.advance(59_000);
    const c = ask('c');
    latest().answers('c');
    clock.advance(59_000);
    expect([await c, latest().isKilled]).toEqual(['c: picture', false]);
    clock.advance(1_000);
    expect(latest().isKilled).toBe(true);
    expect(supervisor.pid()).toBeNull();
    const d = ask('d');
    latest().answers('d');
    expect([await d, processes.length]).toEqual(['d: picture', 2]);
    expect(lines).toEqual([]);
  });

  it('loses the picture alone at which the process ended', async () => {
    const a = ask('a');
    latest().crashes();
    expect(await a).toBe('a: crashed');
    const b = ask('b');
    latest().answers('b');
    expect(await b).toBe('b: picture');
    expect(processes).toHaveLength(2);
    expect(lines.join()).toContain('exit code 139 at 1 pictures');
  });

  it('tries each of several once more alone, so that only the guilty one is lost, while others wait', async () => {
    const asked = [ask('good'), ask('guilty')];
    latest().crashes();
    asked.push(ask('later'));
    await settled();
    expect(latest().sources).toEqual(['good']);
    latest().answers('good');
    expect(latest().sources).toEqual(['good', 'guilty']);
    latest().crashes();
    expect(latest().sources).toEqual(['later']);
    latest().answers('later');
    expect(await Promise.all(asked)).toEqual(['good: picture', 'guilty: crashed', 'later: picture']);
    expect(processes).toHaveLength(3);
  });

  it('ends a process that does not answer', async () => {
    const a = ask('a');
    clock.advance(179_000);
    expect(latest().isKilled).toBe(false);
    clock.advance(1_000);
    expect(latest().isKilled).toBe(true);
    expect(await a).toBe('a: crashed');
  });

  it('does without pictures for two minutes when the process only ends', async () => {
    for (let times = 0; times < 6; times += 1) {
      const lost = ask(`${times}`);
      latest().crashes();
      expect(await lost).toBe(`${times}: crashed`);
    }
    expect(await ask('a')).toBe('a: unavailable');
    expect(processes).toHaveLength(6);
    clock.advance(120_000);
    const b = ask('b');
    latest().answers('b');
    expect(await b).toBe('b: picture');
  });

  /** Asks for all, two at a time, of a process that ends at each picture named `bad`. */
  async function askForAll(names: readonly string[]): Promise<string[]> {
    const left = [...names];
    const outcomes: string[] = [];
    const askInTurn = async (): Promise<void> => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) outcomes.push(await ask(name));
    };
    const done = Promise.all([askInTurn(), askInTurn()]);
    const answered = new Set<string>();
    while (outcomes.length < names.length) {
      const process = latest();
      const open = process.sources.map(String).filter((name) => !answered.has(name));
      if (open.some((name) => name.startsWith('bad'))) process.crashes();
      else {
        for (const name of open) {
          answered.add(name);
          process.answers(name);
        }
      }
      await settled();
    }
    await done;
    return outcomes;
  }

  it.each([
    ['one after the other', (index: number) => index >= 10 && index < 16],
    ['before all others', (index: number) => index < 6],
    ['among the others', (index: number) => index % 6 === 5],
  ])('answers the 34 good ones of 40 pictures when 6 %s end it', async (_, isBad) => {
    const names = Array.from({ length: 40 }, (_unused, index) => `${isBad(index) ? 'bad' : 'good'} ${index}`);
    const outcomes = await askForAll(names);
    const expected = names.map((name) => `${name}: ${name.startsWith('bad') ? 'crashed' : 'picture'}`);
    expect(outcomes.toSorted()).toEqual(expected.toSorted());
    expect(outcomes.filter((outcome) => outcome.endsWith('picture'))).toHaveLength(34);
  });

  it('continues when single pictures end it one after the other, once it has worked', async () => {
    const a = ask('a');
    latest().answers('a');
    expect(await a).toBe('a: picture');
    for (let times = 0; times < 8; times += 1) {
      const lost = ask(`${times}`);
      latest().crashes();
      expect(await lost).toBe(`${times}: crashed`);
    }
    const b = ask('b');
    latest().answers('b');
    expect(await b).toBe('b: picture');
  });

  it('does without pictures for two minutes when it only ends at several, though it has worked before', async () => {
    const a = ask('a');
    latest().answers('a');
    expect(await a).toBe('a: picture');
    for (let times = 0; times < 5; times += 1) {
      const lost = [ask('b'), ask('c')];
      for (let ends = 0; ends < 3; ends += 1) latest().crashes();
      expect(await Promise.all(lost)).toEqual(['b: crashed', 'c: crashed']);
    }
    const last = [ask('b'), ask('c')];
    latest().crashes();
    expect(await Promise.all(last)).toEqual(['b: unavailable', 'c: unavailable']);
    expect(await ask('d')).toBe('d: unavailable');
    clock.advance(120_000);
    const e = ask('e');
    latest().answers('e');
    expect(await e).toBe('e: picture');
  });

  it('logs what no decoder says, and continues', async () => {
    const a = ask('a');
    latest().says('nonsense');
    latest().answers('a');
    expect(await a).toBe('a: picture');
    expect(lines.join()).toContain('unreadable');
  });

  it('does not end the process in the middle of a picture because of a stray answer before', async () => {
    const a = ask('a');
    latest().answers('a');
    expect(await a).toBe('a: picture');
    latest().says({ id: 99, outcome: picture });
    clock.advance(30_000);
    const b = ask('b');
    clock.advance(30_000);
    expect(latest().isKilled).toBe(false);
    latest().answers('b');
    expect([await b, processes.length]).toEqual(['b: picture', 1]);
    clock.advance(60_000);
    expect([latest().isKilled, clock.waiting]).toEqual([true, 0]);
  });

  it('tells everybody that it is over, and starts nothing any more', async () => {
    const a = ask('a');
    supervisor.stop();
    expect(await a).toBe('a: unavailable');
    expect(latest().isKilled).toBe(true);
    expect(await ask('b')).toBe('b: unavailable');
    expect(processes).toHaveLength(1);
    expect(lines).toEqual([]);
  });
});
