import { describe, expect, test } from 'vitest';
import {
  joinMembership,
  type KnownItem,
  membershipKey,
} from '../../../electron/engine/sources/takeout/meaning/memberships.ts';

const lone = { title: 'a.jpg', takenAt: 100, url: 'https://photos.google.com/photo/1' };

function item(key: string, change: Partial<KnownItem<string>> = {}): KnownItem<string> {
  return { key, title: 'a.jpg', takenAt: 100, url: null, content: key, isCompanion: false, ...change };
}

describe('a sidecar without media puts into its album', () => {
  test.each<[string, readonly KnownItem<string>[], ReturnType<typeof joinMembership<string>>]>([
    ['nothing when nothing fits', [item('x', { title: 'A.jpg' }), item('y', { takenAt: 101 })], { kind: 'none' }],
    ['the item of its title and time', [item('x'), item('y', { title: 'b.jpg' })], { kind: 'item', keys: ['x'] }],
    [
      'all copies of it',
      [item('x', { content: '1' }), item('y', { content: '1' })],
      { kind: 'item', keys: ['x', 'y'] },
    ],
    [
      'its edited copy and its clip',
      [item('x'), item('y', { isCompanion: true }), item('z', { isCompanion: true })],
      { kind: 'item', keys: ['x', 'y', 'z'] },
    ],
    ['an edited copy whose picture is not there', [item('y', { isCompanion: true })], { kind: 'item', keys: ['y'] }],
    ['nothing when two items fit', [item('x'), item('y')], { kind: 'ambiguous', keys: ['x', 'y'] }],
    [
      'nothing when nobody knows whether two files are equal',
      [item('x', { content: null }), item('y', { content: null })],
      { kind: 'ambiguous', keys: ['x', 'y'] },
    ],
    [
      'the one of several that has the same page',
      [item('x', { url: lone.url }), item('y')],
      { kind: 'item', keys: ['x'] },
    ],
    [
      'nothing when several have the same page',
      [item('x', { url: lone.url }), item('y', { url: lone.url })],
      { kind: 'ambiguous', keys: ['x', 'y'] },
    ],
  ])('%s', (_, alike, expected) => {
    expect(joinMembership(lone, alike)).toEqual(expected);
  });

  test('nothing when it tells no time', () => {
    expect(membershipKey({ title: 'a.jpg', takenAt: null })).toBeNull();
    expect(joinMembership({ ...lone, takenAt: null }, [item('x', { takenAt: null })])).toEqual({ kind: 'none' });
  });
});
