import type { SimulatedAccount } from '../accounts.ts';
import { escapedHtml } from '../reply.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { type ScopeEra, scopeMeaning } from './scopes.ts';

const style =
  'body{font:16px/1.5 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}' +
  'fieldset{border:1px solid #888;margin:1rem 0}label{display:block;margin:.3rem 0}button{font:inherit;padding:.4rem 1.2rem}';

function page(title: string, body: string): string {
  return (
    `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escapedHtml(title)}</title>` +
    `<style>${style}</style></head>\n<body>\n${body}\n</body>\n</html>\n`
  );
}

/** A file in Drive that can be picked. */
export interface OfferedFile {
  readonly id: string;
  readonly name: string;
}

/**
 * The consent page: one account to choose (the hinted one first), one checkbox a scope, Continue and Cancel. The form
 * is posted to the page's own URL, so the request is checked again and nothing has to be remembered in between.
 */
export function consentPage(
  request: AuthorizationRequest,
  accounts: readonly SimulatedAccount[],
  clientName: string,
  { era, offered }: { readonly era: ScopeEra; readonly offered: readonly OfferedFile[] },
): string {
  const choices = accounts.map((account, index) => {
    const checked = index === 0 ? ' checked' : '';
    const email = escapedHtml(account.email);
    return `<label><input type="radio" name="account" value="${account.id}"${checked}> ${email}</label>`;
  });
  const checkboxes = request.scopes.flatMap((scope) => {
    const meaning = scopeMeaning(scope, era);
    if (meaning === undefined) return [];
    const value = escapedHtml(scope);
    return [`<label><input type="checkbox" name="scope" value="${value}" checked> ${escapedHtml(meaning)}</label>`];
  });
  const files = offered.map(({ id, name }) => {
    const type = request.picker?.multiple === true ? 'checkbox' : 'radio';
    return `<label><input type="${type}" name="picked" value="${escapedHtml(id)}"> ${escapedHtml(name)}</label>`;
  });
  const picker = `<fieldset><legend>Select files in Google Drive</legend>\n${files.join('\n')}\n</fieldset>\n`;
  return page(
    'Sign in - Google Accounts (simulator)',
    `<h1>Sign in with Google</h1>\n<p>This is a simulator. No real account is involved.</p>\n` +
      `<p><strong>${escapedHtml(clientName)}</strong> wants access to your Google Account</p>\n` +
      `<form method="post" action="">\n` +
      `<fieldset><legend>Choose an account</legend>\n${choices.join('\n')}\n</fieldset>\n` +
      `<fieldset><legend>Select what it can access</legend>\n${checkboxes.join('\n')}\n</fieldset>\n${request.picker === null ? '' : picker}` +
      `<button type="submit" name="action" value="continue">Continue</button>\n` +
      `<button type="submit" name="action" value="cancel">Cancel</button>\n</form>`,
  );
}

/** What the person sees when Google does not even ask. */
export function blockedPage(status: number, error: string, explanation: string): string {
  return page(
    'Error - Google Accounts (simulator)',
    `<h1>Access blocked: Authorization Error</h1>\n<p>${escapedHtml(explanation)}</p>\n` +
      `<p>Error ${status}: <code>${escapedHtml(error)}</code></p>`,
  );
}
