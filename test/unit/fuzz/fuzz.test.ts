import { describe, expect, test } from 'vitest';
import { damagedBytes } from '../../fuzz/damage-bytes.ts';
import { damagedJson } from '../../fuzz/damage-json.ts';
import { type FuzzRequest, fuzzTarget } from '../../fuzz/run-target.ts';
import { targetNames } from '../../fuzz/targets.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { isLong } from '../../support/test-environment.ts';

/** All targets together take two minutes, in `npm run test:long` alone. */
const milliseconds = 120_000 / targetNames.length;

test.runIf(isLong()).each(targetNames)('damaged inputs break no promise of %s', { tags: 'long' }, async (target) => {
  const { tried, findings } = await fuzzTarget({ target, seed: 20_261_101, inputs: 1_000_000, milliseconds });
  expect(findings.map(({ index, error }) => `${target}, input ${index}: ${error}`)).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(1);
});

describe('the harness finds', () => {
  const module = new URL('./broken-targets.ts', import.meta.url).href;
  const found = (target: string, changes: Partial<FuzzRequest> = {}) =>
    fuzzTarget({ module, target, seed: 1, inputs: 6, milliseconds: 60_000, ...changes });

  test('nothing where nothing is', async () => {
    expect(await found('sound')).toMatchObject({ tried: 6, findings: [] });
  });

  test('an error, with what makes it again', async () => {
    const { findings, tried } = await found('throws');
    expect(findings).toMatchObject([{ index: 3, seed: 1, error: expect.stringContaining('out of bounds') }]);
    expect(tried).toBe(6);
    const { input } = findings[0] ?? {};
    expect(Buffer.from(input ?? []).toString()).toMatch(/^0\.\d+$/);
  });

  test('an input without an end, and goes on behind it', async () => {
    const { findings, tried } = await found('hangs', { hangMs: 1_500, inputs: 5 });
    expect(findings).toMatchObject([{ index: 2, error: expect.stringContaining('hangs') }]);
    expect(tried).toBeGreaterThanOrEqual(4);
  });

  test('an error that nobody caught', async () => {
    const { findings } = await found('ends-the-thread');
    expect(findings[0]).toMatchObject({ error: expect.stringContaining('nobody caught it'), input: null });
  });

  test('an outcome that differs from time to time', async () => {
    const { findings } = await found('never-the-same');
    expect(findings).toMatchObject([{ index: 0, error: expect.stringContaining('something else') }]);
  });

  test('what is written outside', async () => {
    const { findings } = await found('writes-outside');
    expect(findings).toMatchObject([{ error: expect.stringContaining('outside: bystander,elsewhere,inside') }]);
  });
});

test.each([
  ['bytes', damagedBytes],
  ['JSON', damagedJson],
])('damaged %s are the same for the same seed, and others for another', (_what, damage) => {
  const samples = [Buffer.from('{"a":[1,2,{"b":"c"}],"d":"e"}'), Buffer.from('[true,null]')];
  const inputs = (seed: number): readonly string[] => {
    const chance = seededRandom(seed);
    return Array.from({ length: 200 }, () => Buffer.from(damage(samples, chance)).toString('latin1'));
  };
  expect(inputs(1)).toEqual(inputs(1));
  expect(inputs(1)).not.toEqual(inputs(2));
  expect(new Set(inputs(1)).size).toBeGreaterThan(120);
});
