import type { MessageTable } from './parameters.ts';

/** Ways out of problems: that of the code, and better ones where a place knows them. */
export const problemMessages = {
  'way-out.of-code': { problem: 'way-out' },
  'way-out.as-stored': { words: 'text' },
  'way-out.proxy-credentials': {},
  'way-out.proxy-refused': { status: 'text' },
  'way-out.certificate-of-company': {},
  'way-out.wrong-clock': {},
  'way-out.network-sign-in': {},
  'way-out.proxy-variable': { variable: 'text' },
  'way-out.client-file-again': {},
  'way-out.token-file-open': { path: 'text' },
  'way-out.token-file-elsewhere': {},
  'way-out.token-file-no-file': {},
  'way-out.permission-at-google': {},
  'way-out.seven-days': {},
  'way-out.name-a-folder': {},
  'way-out.quit-app': {},
  'way-out.make-profile': { name: 'text' },
  'way-out.write-out-home': { path: 'text' },
  'way-out.accept-a-photo': {},
  'way-out.move-away': {},
  'way-out.name-a-stored-file': {},
  'way-out.keychain': {},
  'way-out.keychain-later': {},
  'way-out.drive-other-account': { drive: 'text', owner: 'text' },
} as const satisfies MessageTable;
