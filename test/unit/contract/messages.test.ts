import { describe, expect, it } from 'vitest';
import { englishMessages } from '../../../electron/contract/messages/english.ts';
import { type Message, message, messageSchema, messageTable } from '../../../electron/contract/messages/message.ts';
import { createMessageWriter } from '../../../electron/contract/messages/message-writer.ts';
import { parameterKinds } from '../../../electron/contract/messages/parameters.ts';
import { namedIn, wordsOf } from '../texts/icu-parameters.ts';

const write = createMessageWriter('en-GB', 'Europe/Rome');

describe('the English catalogue', () => {
  it('has a text for each message, and none beside', () => {
    expect(Object.keys(englishMessages).toSorted()).toEqual(Object.keys(messageTable).toSorted());
  });

  it.each(Object.entries(messageTable))('%s names its parameters and no others', (key, kinds) => {
    const text = Object.entries(englishMessages).find(([known]) => known === key)?.[1] ?? '';
    const named = [...namedIn(text).parameters].filter(([name]) => !name.endsWith('Count'));
    const wanted = Object.entries(kinds).map(([name, kind]) => [name, kind === 'count' ? 'number' : 'text']);
    expect(named.toSorted()).toEqual(wanted.toSorted());
  });

  it('says each thing in one way: no two keys of an area are the same words', () => {
    const wordless = /^[….: ]*$/;
    const texts = Object.entries(englishMessages).flatMap(([key, text]) =>
      wordsOf(text).map((form) => ({ area: key.replace(/\..*/, ''), form })),
    );
    const said = texts.filter(({ form }) => !wordless.test(form)).map(({ area, form }) => `${area}: ${form}`);
    expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([]);
  });
});

describe('a message in words', () => {
  const at = '2026-03-01T23:30:00.000Z';

  it.each<readonly [Message, string]>([
    [message('coverage.until', { until: at }), 'Covered to 2 Mar 2026.'],
    [message('status.backing-up', { done: 1_234, total: 56_789 }), 'Backing up: 1,234 of 56,789.'],
    [
      message('notice.first-success.body', { files: 1_234 }),
      '1234 photos and videos that your client ID made are on your disk, checked.',
    ],
    [message('status.paused-until', { until: { at, isToday: true } }), 'Paused until 0:30.'],
    [message('status.paused-until', { until: { at, isToday: false } }), 'Paused until Mon 00:30.'],
    [message('status.problems', { problems: 1 }), '1 problem needs your attention.'],
    [message('status.problems', { problems: 0 }), '0 problems need your attention.'],
    [message('takeout.parts-expire', { numbers: [2], exportedAt: at }), 'Export file 2 from 2 March is still missing'],
    [
      message('takeout.parts-expire-undated', { numbers: [2, 15] }),
      'Export files 2, 15 of an export are still missing',
    ],
    [
      message('takeout.parts-expire.way-out', { until: at }),
      'Google offers the download until 2 March at 0:30. Download what is missing and import it.',
    ],
    [message('status.problem', { problem: 'quota-day' }), "Today's request limit is used up."],
    [
      message('tray.tooltip', {
        status: message('status.warning', { warning: message('takeout.export-overdue') }),
      }),
      'Afterimage: An export should be waiting for you.',
    ],
  ])('%j', (given, words) => {
    expect(write(given)).toBe(words);
  });

  it('takes what a person or a file is called as it is, whatever is in it', () => {
    const name = '{problem} $& $1.zip';
    expect(write(message('notice.part-broken', { name, problem: 'part-damaged' }))).toMatch(
      /^\{problem\} \$& \$1\.zip: /,
    );
  });
});

describe('messageSchema', () => {
  const moment = { at: '2026-03-01T12:00:00.000Z', isToday: true };
  const warning = message('takeout.parts-expire', { numbers: [1], exportedAt: moment.at });

  it.each<Message>([
    message('status.offline'),
    message('status.backing-up', { done: 1, total: 2 }),
    message('status.problem-next', { problem: 'quota-day', next: moment }),
    message('status.warning', { warning }),
    message('notice.update', { version: '1.2.0' }),
    message('takeout.parts-expire.way-out', { until: moment.at }),
  ])('takes %j as it is', (given) => {
    expect(messageSchema.parse(structuredClone(given))).toEqual(given);
  });

  it.each([
    ['a sentence', 'Everything is backed up.'],
    ['nothing', null],
    ['an unknown key', { key: 'status.unknown', values: {} }],
    ['a key of every object', { key: 'toString', values: {} }],
    ['a parameter that is missing', { key: 'status.backing-up', values: { done: 1 } }],
    ['a parameter too many', { key: 'status.offline', values: { done: 1 } }],
    ['a parameter of another kind', { key: 'status.backing-up', values: { done: '1', total: 2 } }],
    ['an unknown problem', { key: 'status.problem', values: { problem: 'no-such' } }],
    ['a time that is none', { key: 'status.paused-until', values: { until: { at: 'soon', isToday: true } } }],
    ['no numbers', { key: 'takeout.parts-expire-undated', values: { numbers: [] } }],
    ['a message in it that is none', { key: 'status.warning', values: { warning: { key: 'no', values: {} } } }],
  ])('refuses %s', (_name, given) => {
    expect(messageSchema.safeParse(given).success).toBe(false);
  });
});

it('each kind of parameter is used', () => {
  const used = new Set(Object.values(messageTable).flatMap((kinds) => Object.values(kinds)));
  expect(parameterKinds.filter((kind) => !used.has(kind))).toEqual([]);
});
