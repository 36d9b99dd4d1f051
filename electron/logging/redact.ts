/** What must never be written down: replaced by a word that says what it was. Order matters: the longest forms first. */
const secrets: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\bya29\.[\w.-]+/g, '[access token]'],
  [/\b1\/\/[\w-]{16,}/g, '[refresh token]'],
  [/\bGOCSPX-[\w-]+/g, '[client secret]'],
  [/\bAIza[\w-]{30,}/g, '[API key]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[id token]'],
  [/\bBearer\s+[\w.~+/-]+=*/gi, 'Bearer [access token]'],
  // An authorization code; a mere "code" may as well be that of a problem.
  [/\b4\/[\w-]{10,}/g, '[authorization code]'],
  [/([?&#](?:code|state|key|sig|signature|session_?id)=)[^&\s"'\\]+/gi, '$1[removed]'],
  [/([?&#][\w.-]*(?:token|secret|credential)=)[^&\s"'\\]+/gi, '$1[removed]'],
  [/\b((?:access_token|refresh_token|id_token|client_secret|code_verifier)=)[^&\s"'\\]+/gi, '$1[removed]'],
  // Inside a text that is itself JSON, the quotes have backslashes.
  [/(\\?"(?:access_token|refresh_token|id_token|client_secret|code_verifier)\\?"\s*:\s*\\?")[^"\\]*/gi, '$1[removed]'],
  // What is behind such a link needs no sign-in: having the link is enough.
  [/(\bhttps?:\/\/[\w.-]*googleusercontent\.com\/)[^\s"'<>\\]+/gi, '$1[signed link]'],
  // Begins where a word does: tried at every letter, a long word would cost the square of its length.
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];

/** A link; everything behind it up to what can be in none. */
const links = /\bhttps?:\/\/[^\s"'<>\\]+/gi;
/** A part of a link's path that stands for one thing of one person: long, no word, and no file of ours (which has an ending). */
const opaque = /^(?=.*[\dA-Z])[\w~%=+-]{20,}$/;
/** Google's ids in running text. Digests, which have no capital letters, are not meant. */
const ids = /(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{40,}(?![\w-])/g;

/**
 * Takes secrets, signed links, Google's ids, e-mail addresses and the home folder (absolute) out of a text; the one place
 * where that is done.
 */
export function redact(text: string, home: string): string {
  let clean = text;
  for (const [pattern, word] of secrets) clean = clean.replaceAll(pattern, word);
  clean = clean.replaceAll(links, withoutIds).replaceAll(ids, '[id]');
  if (home.length < 2) return clean;
  // The second form is the one inside JSON, where Windows' separators are doubled.
  return clean.replaceAll(home, '~').replaceAll(home.replaceAll('\\', '\\\\'), '~');
}

function withoutIds(link: string): string {
  const [address = '', ...query] = link.split('?');
  const clean = address.split('/').map((part, index) => (index > 2 && opaque.test(part) ? '[id]' : part));
  return [clean.join('/'), ...query].join('?');
}
