import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { LogLevel } from '../../../electron/base/log.ts';
import { createLog } from '../../../electron/logging/create-log.ts';
import { plantedSecrets, plantedTexts } from './planted-secrets.ts';

const now = (): Date => new Date('2026-03-10T12:00:00.000Z');

function logging(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLog({ level, home: '/home/someone', now, write: (line) => lines.push(line) });
  return { log, lines, records: (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line)) };
}

describe('createLog', () => {
  it('writes an event a line: its level, its time, the fields of its part, its own', () => {
    const { log, lines } = logging();
    log.child({ service: 'picker' }).info('google.quota', { used: 3 });
    expect(lines).toEqual([
      '{"level":"info","time":"2026-03-10T12:00:00.000Z","service":"picker","event":"google.quota","used":3}',
    ]);
  });

  it('does not even build the fields that nobody reads', () => {
    const { log, lines } = logging('info');
    const fields = vi.fn(() => ({ item: 1 }));
    log.debug('item.wanted', fields);
    log.child({ a: 1 }).debug('item.wanted', fields);
    expect(fields).not.toHaveBeenCalled();
    expect(lines).toEqual([]);
    expect([log.isEnabled('debug'), log.isEnabled('info')]).toEqual([false, true]);
  });

  it('writes what is at least as grave as its level', () => {
    const { log, records } = logging('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(records().map(({ level, event }) => [level, event])).toEqual([
      ['warn', 'c'],
      ['error', 'd'],
    ]);
  });

  it('keeps the stack of an error and of its causes', () => {
    const { log, records } = logging();
    const cause = new RangeError('the cause');
    log.error('run.broke', { error: new Error('the bug', { cause }) });
    expect(records()[0]?.['error']).toMatchObject({
      message: 'the bug',
      stack: expect.stringContaining('create-log.test.ts'),
      cause: { name: 'RangeError', message: 'the cause', stack: expect.stringContaining('create-log.test.ts') },
    });
  });

  it.each(plantedTexts)('lets no secret out, wherever it is: %s', (text) => {
    const { log, lines } = logging();
    const error = Object.assign(new Error(text, { cause: new Error('outer', { cause: { answer: text } }) }), {
      request: { headers: [['authorization', text]], url: text },
    });
    const body = JSON.stringify({ message: text, again: JSON.stringify({ text }) });
    log.debug('planted', () => ({ text, nested: { deep: [{ deeper: text }] }, error, body }));
    log.info('planted', { [text]: 1, map: new Map([[text, text]]), set: new Set([text]), shown: inspect({ text }) });
    log.warn('planted', { aggregate: new AggregateError([new Error(text)], text), split: `before\n${text}\nafter` });
    log.error('planted', URL.canParse(text) ? { url: new URL(text) } : { text: `x=${text}` });
    log.child({ context: text }).info('planted');
    expect(lines).toHaveLength(5);
    for (const secret of Object.values(plantedSecrets)) expect(lines.join('\n')).not.toContain(secret);
  });

  it('takes the value of a field that is a secret by its name, whatever it looks like', () => {
    const { log, lines } = logging();
    log.info('a', { accessToken: 'plain1', headers: { Authorization: 'plain2', cookie: ['plain3'] } });
    log.info('b', { client_secret: { value: 'plain4' }, baseUrl: 'plain5', codeVerifier: 'plain6' });
    expect(lines.join('')).not.toContain('plain');
  });

  it('leaves what is no secret', () => {
    const { log, records } = logging();
    const digest = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c';
    log.info('a', {
      code: 'ENOSPC',
      problem: 'quota-day',
      path: 'Photos/2026/08/IMG_0001 (2).JPG',
      digest,
      hasToken: true,
    });
    expect(records()[0]).toMatchObject({
      ...{ code: 'ENOSPC', problem: 'quota-day', path: 'Photos/2026/08/IMG_0001 (2).JPG', digest, hasToken: true },
    });
  });

  it('writes something of everything, and never throws', () => {
    const { log, records } = logging();
    const round: Record<string, unknown> = { name: 'round' };
    round['self'] = round;
    const traps = {
      get trap(): never {
        throw new Error('a getter that throws');
      },
    };
    log.info('round', { round });
    log.info('trap', { traps });
    log.debug('thrown', () => {
      throw new Error('cannot tell');
    });
    log.info('odd', { big: 10n ** 20n, no: Number.NaN, bytes: Buffer.alloc(9), fn: () => 1, at: new Date(Number.NaN) });
    log.info('named', { level: 'mine', event: 'mine', time: 'mine' });
    expect(records().map(({ event }) => event)).toEqual(['round', 'trap', 'thrown', 'odd', 'named']);
    expect(records()[3]).toMatchObject({
      big: '100000000000000000000',
      no: 'NaN',
      bytes: '[9 bytes]',
      at: '[no date]',
    });
    expect(records()[4]).toMatchObject({ level: 'info', time: '2026-03-10T12:00:00.000Z' });
  });

  it('bounds what one event may take', () => {
    const { log, lines } = logging();
    const words = 'word '.repeat(200_000);
    log.info('long', { words, list: Array.from({ length: 5_000 }, () => words) });
    log.info('wide', { tree: widened(6) });
    for (const line of lines) expect(line.length).toBeLessThan(700_000);
  });
});

function widened(depth: number): unknown {
  return depth === 0 ? 'leaf' : Array.from({ length: 12 }, () => widened(depth - 1));
}
