import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { message } from '../../../electron/contract/messages/message.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { createFormats } from '../../../renderer/formatting/formats.ts';
import { english } from '../texts/english.ts';

const formats = createFormats({ texts: english, locale: 'en-GB', timeZone: 'Europe/Berlin' });
const now = new Date('2026-08-14T21:30:00.000Z'); // 23:30 in Berlin, a Friday

describe('sizes', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [1_234_567, '1.23 MB'],
    [12_345_678, '12.3 MB'],
    [999_499_999, '999 MB'],
    [999_500_000, '1 GB'],
    [81_400_000_000, '81.4 GB'],
    [2_000_398_934_016, '2 TB'],
  ])('%d bytes', (value, text) => {
    expect(formats.bytes(value)).toBe(text);
  });

  test('no size is written with more than three digits before the unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e17, noNaN: true }), (value) => {
        expect(formats.bytes(value)).toMatch(/^\d{1,3}(\.\d{1,2})? /);
      }),
    );
  });

  test('a rate is a size a second', () => {
    expect(formats.rate(3_412_000)).toBe('3.41 MB/s');
  });
});

describe('durations', () => {
  test.each([
    [0, '0 secs'],
    [1, '1 sec'],
    [59.4, '59 secs'],
    [59.6, '1 min'],
    [341, '6 mins'],
    [3_599, '1 hr'],
    [3_600, '1 hr'],
    [11_100, '3 hrs 5 mins'],
    [86_399, '1 day'],
    [187_200, '2 days 4 hrs'],
  ])('%d seconds', (seconds, text) => {
    expect(formats.duration(seconds)).toBe(text);
  });
});

describe('points in time', () => {
  test('near ones are told by the calendar day of the person, not by hours', () => {
    expect(formats.nearTime('2026-08-14T21:59:00.000Z', now)).toBe('today at 23:59');
    expect(formats.nearTime('2026-08-14T22:30:00.000Z', now)).toBe('tomorrow at 00:30');
    expect(formats.nearTime('2026-08-14T00:00:00.000Z', now)).toBe('today at 02:00');
    expect(formats.nearTime('2026-08-13T12:00:00.000Z', now)).toBe('yesterday at 14:00');
    expect(formats.nearTime('2026-08-17T12:00:00.000Z', now)).toBe('Monday at 14:00');
    expect(formats.nearTime('2026-08-30T12:00:00.000Z', now)).toBe('30 Aug 2026, 14:00');
    expect(formats.nearTime('2026-08-10T12:00:00.000Z', now)).toBe('10 Aug 2026, 14:00');
  });

  test('distances use the unit that fits', () => {
    const away = (seconds: number) => formats.relative(new Date(now.getTime() + seconds * 1000).toISOString(), now);
    expect([-30, 90, -3_600, 7_200, 86_400, -3 * 86_400].map(away)).toEqual([
      '30 seconds ago',
      'in 2 minutes',
      '1 hour ago',
      'in 2 hours',
      'tomorrow',
      '3 days ago',
    ]);
  });

  test('what has happened is never told as if it were to come', () => {
    const before = (seconds: number) => formats.ago(new Date(now.getTime() - seconds * 1000).toISOString(), now);
    expect([-3_600, -2, 0, 59, 60, 7_200].map(before)).toEqual([
      'just now',
      'just now',
      'just now',
      'just now',
      '1 minute ago',
      '2 hours ago',
    ]);
  });

  test('a capture time has no zone, so the person’s zone does not move it', () => {
    expect(formats.localDateTime('2026-08-12T23:50:00')).toBe('12 Aug 2026, 23:50');
    expect(formats.month('2026-01')).toBe('January 2026');
  });
});

test('a problem is put into words from its code and its advice, whatever words came with it', () => {
  const { problem: words } = createFormats({ texts: english, locale: 'en-GB' });
  const advice = message('way-out.proxy-variable', { variable: 'ALL_PROXY' });
  expect(words({ code: 'network-unreachable', wayOut: 'Anderswo.', advice })).toEqual({
    title: problem('network-unreachable').title,
    explanation: problem('network-unreachable').explanation,
    wayOut: 'Correct ALL_PROXY, for example to http://proxy.example:3128, or unset it.',
  });
  expect(words(problem('quota-day')).wayOut).toBe(problem('quota-day').wayOut);
});
