import { type Environment, expect, test } from './app.ts';

/** A session that says nothing about its language. */
const bare: Environment = {
  ...{ LANG: undefined, LANGUAGE: undefined, LC_ALL: undefined, LC_MESSAGES: undefined },
  // On the stand-in: the packaged Chromium hands on to the page what the session says, however odd.
  STANDIN_CHROMIUM: 'npm',
};

/** The session's environment, and what Electron tells the main process (`app.getLocale()`). */
const sessions: readonly (readonly [env: Environment, electron: string])[] = [
  [{}, 'en-US@posix'],
  [{ LANG: 'C.UTF-8' }, 'en-US@posix'],
  [{ LC_ALL: 'C' }, 'C'],
  [{ LANG: 'de_DE.UTF-8' }, 'de-DE'],
  [{ LC_ALL: 'ar_EG.UTF-8' }, 'ar'],
  [{ LANG: 'xx_nowhere@none' }, 'not a language'],
];

for (const [env, electron] of sessions) {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  test(`the first screen is drawn with ${variables.join(' ') || 'LANG unset'}, Electron says ${electron}`, async ({
    world,
  }) => {
    const { page, state, log } = await world.launch([`--lang=${electron}`], { ...bare, ...env });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What do you want to back up?');
    expect(await state()).toMatchObject({ setup: { finished: false } });
    expect(await log()).not.toContain('The page reports');
  });
}
