import { expect, test } from 'vitest';
import type { ExportState } from '../../../electron/contract/takeout-models.ts';
import { type ExportFacts, stateOfExport } from '../../../electron/engine/runs/export-state.ts';

const whole: ExportFacts = { parts: ['imported'], missing: 0, failed: 0, index: 'read', isReviewed: true };

test.each<[string, Partial<ExportFacts>, ExportState]>([
  ['everything of the index is stored', {}, 'complete'],
  ['no part is there that counts', { parts: [] }, 'receiving'],
  ['a part is not wholly imported', { parts: ['imported', 'arrived'] }, 'receiving'],
  ['the same, and files are known to be missing', { parts: ['arrived'], missing: 2 }, 'receiving'],
  ['the index was not compared yet', { isReviewed: false }, 'receiving'],
  ['a part is broken', { parts: ['imported', 'broken'] }, 'incomplete'],
  ['a file is missing', { missing: 1 }, 'incomplete'],
  ['a file is missing and another failed', { missing: 1, failed: 1 }, 'incomplete'],
  ['a file is missing, and there is no index', { missing: 1, index: 'none' }, 'incomplete'],
  ['a file failed', { failed: 1 }, 'losses'],
  ['a file failed, and there is no index', { failed: 1, index: 'none' }, 'losses'],
  ['there is no index', { index: 'none' }, 'unproven'],
  ['the index cannot be read', { index: 'unreadable' }, 'unproven'],
  ['an earlier version imported it, which read no index', { index: 'none', isReviewed: false }, 'unproven'],
])('an export of which %s', (_, facts, state) => {
  expect(stateOfExport({ ...whole, ...facts })).toBe(state);
});
