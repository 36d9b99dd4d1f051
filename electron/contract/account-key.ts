/** Google's older name of Gmail in some countries, which leads to the same mailbox. */
const gmailDomains: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * The same text for every way to write the e-mail address of one Google account. Case does not matter. At Gmail the dots
 * before the @ and the older domain do not matter either (support.google.com/mail/answer/7436150 and /10313); in any other
 * domain two addresses that differ in a dot are two accounts.
 */
export function accountKey(email: string): string {
  const written = email.trim().toLowerCase();
  const at = written.lastIndexOf('@');
  if (!gmailDomains.has(written.slice(at + 1))) return written;
  return `${written.slice(0, at).replaceAll('.', '')}@gmail.com`;
}
