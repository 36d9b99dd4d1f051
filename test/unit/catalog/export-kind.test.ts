import { expect, it } from 'vitest';
import { judgeKind, type KindEvidence } from '../../../electron/engine/catalog/exports/export-kind.ts';

const day = 24 * 60 * 60 * 1_000;
const made = Date.UTC(2026, 8, 5);
/** An export of photos of three years, the first of its account, most of them uploaded long ago. */
const first: KindEvidence = {
  ...{ madeAt: made, madeBefore: null, years: 3, yearsLeftOut: 0 },
  ...{ earlier: 0, earlierHeld: 0, own: 100, sentAgain: 0 },
  uploads: [made - 900 * day, made - 400 * day, made - 10 * day],
};
/** An export two months after it, of photos that were uploaded before it. */
const second: KindEvidence = {
  ...{ ...first, madeAt: made, madeBefore: made - 61 * day, years: 1, yearsLeftOut: 2 },
  ...{ earlier: 100, earlierHeld: 1, own: 20, sentAgain: 0, uploads: [made - 400 * day] },
};
const since = [made - 20 * day, made - 3 * day, made - 400 * day];

it.each<readonly [string, KindEvidence, string, string]>([
  ['the first, with old uploads', first, 'full', 'first-and-old'],
  ['the first, with new uploads alone', { ...first, uploads: since }, 'unknown', 'only-recent'],
  ['the first, which tells no moments', { ...first, uploads: [] }, 'unknown', 'nothing-tells'],
  ['the first, of a single year', { ...first, years: 1 }, 'unknown', 'part-of-library'],
  ['without years', { ...first, years: 0 }, 'unknown', 'no-years'],
  ['made at no known time', { ...first, madeAt: null }, 'unknown', 'nothing-tells'],
  ['new uploads', { ...second, uploads: since }, 'incremental', 'new-uploads'],
  [
    'new uploads, long after the one before',
    { ...second, madeBefore: made - 200 * day, uploads: since },
    'incremental',
    'new-uploads',
  ],
  ['old uploads, at the interval', second, 'incremental', 'follows'],
  ['without moments, at the interval', { ...second, uploads: [] }, 'incremental', 'follows'],
  ['old uploads, at another time', { ...second, madeBefore: made - 120 * day }, 'unknown', 'part-of-library'],
  ['old uploads, too early', { ...second, madeBefore: made - 30 * day }, 'unknown', 'part-of-library'],
  [
    'the same again, unchanged, at the interval',
    { ...second, earlierHeld: 15, sentAgain: 15 },
    'unknown',
    'part-of-library',
  ],
  ['changed ones again, at the interval', { ...second, earlierHeld: 15, sentAgain: 2 }, 'incremental', 'follows'],
  [
    'all of the earlier',
    { ...second, yearsLeftOut: 0, earlierHeld: 100, own: 120, sentAgain: 100 },
    'full',
    'holds-earlier',
  ],
  ['nearly all: some were deleted', { ...second, yearsLeftOut: 0, earlierHeld: 90, own: 110 }, 'full', 'holds-earlier'],
  ['too few', { ...second, yearsLeftOut: 0, earlierHeld: 89, own: 110, sentAgain: 89 }, 'unknown', 'part-of-library'],
  [
    'nearly all, but a year is gone',
    { ...second, yearsLeftOut: 1, earlierHeld: 95, own: 110 },
    'unknown',
    'years-left-out',
  ],
])('%s', (_name, evidence, kind, reason) => {
  expect(judgeKind(evidence)).toEqual({ kind, reason });
});
