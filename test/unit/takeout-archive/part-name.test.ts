import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partFileName, recognisePart } from '../../../electron/engine/sources/takeout/archive/part-name.ts';

const stamp = '20260301T120000Z';
const whole = 'whole';
const unfinished = 'unfinished';

test.each([
  [`takeout-${stamp}-001.zip`, { stamp, runIndex: null, number: 1, format: 'zip', state: whole }],
  [`takeout-${stamp}-3-001.zip`, { stamp, runIndex: 3, number: 1, format: 'zip', state: whole }],
  [`takeout-${stamp}-12-0345.tgz`, { stamp, runIndex: 12, number: 345, format: 'tgz', state: whole }],
  [`takeout-${stamp}-001.tar.gz`, { stamp, runIndex: null, number: 1, format: 'tgz', state: whole }],
  [`takeout-${stamp}-3-002`, { stamp, runIndex: 3, number: 2, format: 'folder', state: whole }],
  [`TAKEOUT-${stamp.toLowerCase()}-001.ZIP`, { stamp, runIndex: null, number: 1, format: 'zip', state: whole }],
])('%s', (name, expected) => {
  expect(recognisePart(name)).toEqual(expected);
});

describe('a second download or a copy is the same part', () => {
  test.each([
    '-001 (1).zip',
    '-001(1).zip',
    '-001 (12).zip',
    '-001 2.zip',
    '-001 copy.zip',
    '-001 copy 2.zip',
    '-001 - Copy.zip',
    '-001 - Copy (2).zip',
    '-001 (1)',
  ])('%s', (ending) => {
    expect(recognisePart(`takeout-${stamp}-3${ending}`)).toMatchObject({ stamp, runIndex: 3, number: 1, state: whole });
    expect(recognisePart(`Copy of takeout-${stamp}${ending}`)).toMatchObject({ number: 1, runIndex: null });
  });
});

describe('a download in progress', () => {
  test.each([
    `takeout-${stamp}-001.zip.part`,
    `takeout-${stamp}-001.Xy12_bcd.zip.part`,
    `takeout-${stamp}-001.zip.crdownload`,
    `takeout-${stamp}-001 (1).zip.crdownload`,
    `takeout-${stamp}-001.zip.download`,
    `takeout-${stamp}-001.zip.partial`,
    `takeout-${stamp}-001.zip.a1b2c3d4.partial`,
    `takeout-${stamp}-001.zip.opdownload`,
    `takeout-${stamp}-001.zip.tmp`,
    `takeout-${stamp}-001.zip.aria2`,
    `.takeout-${stamp}-001.zip.Ab3dEf`,
    `~takeout-${stamp}-001.zip`,
    `~$takeout-${stamp}-001.zip`,
    `takeout-${stamp}-001.zip~`,
  ])('%s', (name) => {
    expect(recognisePart(name)).toEqual({ stamp, runIndex: null, number: 1, format: 'zip', state: unfinished });
  });
});

test.each([
  'takeout.zip',
  'photos.zip',
  `takeout-${stamp}.zip`,
  `takeout-${stamp}-01.zip`,
  `takeout-${stamp}-3-001.json`,
  `takeout-2026-03-01-001.zip`,
  `my-takeout-${stamp}-001.zip`,
  `takeout-${stamp}-001.zip.part.txt`,
  `takeout-${stamp}-001.zip.random`,
  '',
])('another name: %s', (name) => {
  expect(recognisePart(name)).toBeNull();
});

test('every name that is made is recognised as what it is', () => {
  const part = fc.record({
    stamp: fc.stringMatching(/^\d{8}T\d{6}Z$/),
    runIndex: fc.option(fc.nat(99_999)),
    number: fc.integer({ min: 1, max: 9999 }),
    format: fc.constantFrom('zip', 'tgz', 'folder'),
  });
  fc.assert(
    fc.property(part, (name) => {
      expect(recognisePart(partFileName(name))).toEqual({ ...name, state: whole });
    }),
  );
});
