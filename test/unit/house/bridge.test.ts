import { expect, test } from 'vitest';
import { bridgeUses } from './bridge-uses.ts';
import { sourceTexts } from './source-files.ts';

/** Who may touch `window.afterimage`, and why. */
const users: Readonly<Record<string, string>> = {
  'renderer/api/window-api.ts': 'The api is made from it.',
  'renderer/start-failure/start-failure-page.ts': 'Shown when the api could not be loaded: it has nothing else.',
};

test('only the api, and the page that replaces a page without one, touch window.afterimage', () => {
  const uses = sourceTexts(['renderer']).flatMap(bridgeUses);
  const others = uses.filter((use) => !Object.hasOwn(users, use.replace(/:\d+$/, '')));
  expect(others, 'Ask through the api (renderer/api/api.ts): it checks the answer and words the problem.').toEqual([]);
  for (const path of Object.keys(users)) expect(uses.join(' '), 'no longer a user of the bridge').toContain(path);
});

test.each([
  ["window.afterimage?.ask('app.snapshot', null)"],
  ["window['afterimage'].ask('app.snapshot', null)"],
  ["globalThis.afterimage.ask('app.snapshot', null)"],
  ["const { afterimage } = window; afterimage.ask('app.snapshot', null)"],
  ["const { afterimage: it } = self; it.ask('app.snapshot', null)"],
  ['const ask = ({ afterimage }: Window) => afterimage'],
])('%s in a feature is refused', (text) => {
  expect(bridgeUses({ path: 'renderer/features/photos/Photos.tsx', text })).toEqual([
    'renderer/features/photos/Photos.tsx:1',
  ]);
});

test.each([["const name = 'afterimage'"], ['/** window.afterimage */'], ['<p>afterimage</p>']])(
  '%s is no use of it',
  (text) => {
    expect(bridgeUses({ path: 'renderer/features/photos/Photos.tsx', text })).toEqual([]);
  },
);
