import { expect, test } from 'vitest';
import { compareStamps } from '../../../electron/engine/backup/compare-stamps.ts';

const machine = { machine: 'host', run: 1, at: '2026-11-21T10:00:00.000Z' };
const folder = (id: string | null, writing: string | null) => ({
  id,
  writing: writing === null ? null : { id: writing, ...machine },
});

test.each([
  ['as the last run left it', folder('A', null), { current: 'A', writing: null }, 'same'],
  ['a kill before the folder was told', folder('A', null), { current: 'A', writing: 'B' }, 'same'],
  ['a kill in the run', folder('A', 'B'), { current: 'A', writing: 'B' }, 'same'],
  ['a kill after a snapshot', folder('A', 'B'), { current: 'B', writing: 'B' }, 'same'],
  ['a kill in the first run', folder(null, 'B'), { current: null, writing: 'B' }, 'same'],
  [
    'a kill at the end, or a catalog copied in mid-run',
    folder('B', null),
    { current: 'B', writing: 'B' },
    'partly known',
  ],
  ['another computer went on', folder('C', null), { current: 'A', writing: null }, 'different'],
  ['another computer was cut off', folder('A', 'C'), { current: 'A', writing: null }, 'different'],
  ['another one went on after our kill', folder('C', null), { current: 'A', writing: 'B' }, 'different'],
  ['the folder copied in our run, which has ended', folder('A', 'B'), { current: 'B', writing: null }, 'different'],
  ['an older copy', folder('A', null), { current: 'B', writing: null }, 'different'],
  ['no stamp', null, { current: 'A', writing: null }, 'different'],
  ['a first stamp of somebody else', folder('A', null), { current: null, writing: null }, 'different'],
] as const)('%s', (_what, found, own, relation) => {
  expect(compareStamps(found, own)).toBe(relation);
});
