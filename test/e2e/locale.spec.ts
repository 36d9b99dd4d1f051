import { type Environment, expect, test } from './app.ts';

/** A session that says nothing about its language. */
const bare: Environment = {
  ...{ LANG: undefined, LANGUAGE: undefined, LC_ALL: undefined, LC_MESSAGES: undefined },
  // On the stand-in: the packaged Chromium hands on to the page what the session says, however odd.
  STANDIN_CHROMIUM: 'npm',
};

const english = 'What do you want to back up?';

/**
 * The session's environment, what Electron tells the main process (`app.getLocale()`), and the first heading. The page's
 * own tests are drawn for every one of these languages every day.
 */
const sessions: readonly (readonly [env: Environment, electron: string, heading: string, tag?: '@only-long'])[] = [
  [{}, 'en-US@posix', english],
  [{ LANG: 'C.UTF-8' }, 'en-US@posix', english, '@only-long'],
  [{ LC_ALL: 'C' }, 'C', english, '@only-long'],
  [{ LANG: 'de_DE.UTF-8' }, 'de-DE', 'Was möchtest du sichern?'],
  [{ LC_ALL: 'ar_EG.UTF-8' }, 'ar', english, '@only-long'],
  [{ LANG: 'xx_nowhere@none' }, 'not a language', english],
];

for (const [env, electron, heading, tag] of sessions) {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  test(`the first screen is drawn with ${variables.join(' ') || 'LANG unset'}, Electron says ${electron}`, {
    tag: tag ?? [],
  }, async ({ world }) => {
    const { page, state, log } = await world.launch([`--lang=${electron}`], { ...bare, ...env });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    expect(await state()).toMatchObject({ setup: { finished: false } });
    expect(await log()).not.toContain('The page reports');
  });
}
