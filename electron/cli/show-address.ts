import { openBrowser, realBrowserSystem } from '../account/open-browser.ts';
import type { Session } from './session.ts';

/** How to bring a person to a page. */
export interface AddressManner {
  /** False: the address is printed alone on a line of stdout. */
  readonly browser: boolean;
  /** What the page is called: `sign-in page`. */
  readonly page: string;
}

/** Opens a page in the person's browser, or prints its address where that is wanted or nothing can be opened. */
export function showAddress({ terminal }: Session, url: string, { browser, page }: AddressManner): void {
  if (!browser) {
    terminal.note('Open this address in a browser on this machine, and come back when it says that you can:');
    return terminal.result(url);
  }
  terminal.note(`Opening the ${page} in your browser … (Ctrl-C cancels)`);
  void openBrowser(url, realBrowserSystem()).then((opened) => {
    if (opened.ok) return;
    terminal.problem(opened.problem);
    terminal.result(url);
  });
}
