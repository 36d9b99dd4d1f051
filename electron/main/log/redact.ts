/** What must never be written down: replaced by a word that says what it was. Order matters: the longest forms first. */
const secrets: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\bya29\.[\w.-]+/g, '[access token]'],
  [/\b1\/\/[\w-]{16,}/g, '[refresh token]'],
  [/\bGOCSPX-[\w-]+/g, '[client secret]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[id token]'],
  [/\bBearer\s+[\w.~+/-]+=*/gi, 'Bearer [access token]'],
  // An authorization code; a mere "code" may as well be that of a problem.
  [/\b4\/[\w-]{10,}/g, '[authorization code]'],
  [/([?&#](?:code|state|token)=)[^&\s"']+/gi, '$1[removed]'],
  [/\b((?:access_token|refresh_token|id_token|client_secret|code_verifier)=)[^&\s"']+/gi, '$1[removed]'],
  [/("(?:access_token|refresh_token|id_token|client_secret|code_verifier)"\s*:\s*")[^"]*/gi, '$1[removed]'],
  // Begins where a word does: tried at every letter, a long word would cost the square of its length.
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];

/** Takes secrets, e-mail addresses and the home folder out of a text; the one place where that is done. */
export function redact(text: string, home: string): string {
  let clean = text;
  for (const [pattern, word] of secrets) clean = clean.replaceAll(pattern, word);
  if (home.length < 2) return clean;
  // The second form is the one inside JSON, where Windows' separators are doubled.
  return clean.replaceAll(home, '~').replaceAll(home.replaceAll('\\', '\\\\'), '~');
}
