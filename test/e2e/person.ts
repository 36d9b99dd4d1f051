import { existsSync } from 'node:fs';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { chooseChromium } from '../electron-standin/chromium/choose-chromium.ts';
import { packagedChromium } from '../electron-standin/chromium/packaged-chromium.ts';
import { testEnvironment } from '../support/test-environment.ts';
import type { RunningApp } from './running-app.ts';

/** What somebody does on Google's page. */
export interface Consent {
  /** E-mail address; the one that is offered first unless told. */
  readonly account?: string;
  /** Every box that can be unticked. */
  readonly boxes?: 'as they are' | 'unticked';
}

/** Somebody in front of the app, with their own browser. */
export interface Person {
  /** Continues in the browser where the app has led to, and gives consent there; what the browser shows at the end. */
  readonly givesConsent: (app: RunningApp, consent?: Consent) => Promise<Page>;
  readonly cancelsConsent: (app: RunningApp) => Promise<Page>;
  /** Continues in the browser where the app has led to choose photos; the page to choose on. */
  readonly opensPicker: (app: RunningApp) => Promise<Page>;
}

/** The browser of a person: not the app's. Started when it is first needed. */
export async function startBrowser(): Promise<Browser> {
  const choice = chooseChromium(process.env['STANDIN_CHROMIUM'], existsSync);
  const program = choice.kind === 'installed' ? { path: choice.path, env: {} } : await packagedChromium();
  return chromium.launch({
    executablePath: program.path,
    env: testEnvironment(program.env),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

/** A person who uses `browser`. */
export function personWith(browser: Browser): Person {
  const visited = new Set<string>();

  /** Visits the first page with this in its address that the app has led to and nobody has visited. */
  async function visit(app: RunningApp, part: '/o/oauth2/' | '/picker/'): Promise<Page> {
    const isWanted = (url: string) => !visited.has(url) && url.includes(part);
    const unvisited = async () => (await app.openedInBrowser()).find(isWanted) ?? '';
    await expect.poll(unvisited, { message: `the app leads to ${part}` }).not.toBe('');
    const address = await unvisited();
    visited.add(address);
    const page = await browser.newPage();
    await page.goto(address);
    return page;
  }

  return {
    givesConsent: async (app, { account, boxes = 'as they are' } = {}) => {
      const page = await visit(app, '/o/oauth2/');
      if (account !== undefined) await page.getByRole('radio', { name: account }).check();
      if (boxes === 'unticked') {
        for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
      }
      await page.getByRole('button', { name: 'Continue' }).click();
      return page;
    },
    cancelsConsent: async (app) => {
      const page = await visit(app, '/o/oauth2/');
      await page.getByRole('button', { name: 'Cancel' }).click();
      return page;
    },
    opensPicker: (app) => visit(app, '/picker/'),
  };
}
