import { expect, test } from 'vitest';
import { accountKey } from '../../../electron/contract/account-key.ts';

test('spellings of one Gmail account are one account; elsewhere a dot makes another', () => {
  const spellings = ['ann.example@gmail.com', 'AnnExample@googlemail.com', ' a.n.n.example@GMAIL.com '];
  expect(new Set(spellings.map(accountKey))).toEqual(new Set(['annexample@gmail.com']));
  expect(accountKey('Ann.Example@Example.org')).toBe('ann.example@example.org');
  expect(accountKey('ann.example@example.org')).not.toBe(accountKey('annexample@example.org'));
  expect(accountKey('ann+more@gmail.com')).not.toBe(accountKey('ann@gmail.com'));
  expect(accountKey('no address')).toBe('no address');
});
