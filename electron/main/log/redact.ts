/** What must never be written down: replaced by a word that says what it was. Order matters: the longest forms first. */
const secrets: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\bya29\.[\w.-]+/g, '[access token]'],
  [/\b1\/\/[\w-]{16,}/g, '[refresh token]'],
  [/\bGOCSPX-[\w-]+/g, '[client secret]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[id token]'],
  [/\bBearer\s+[\w.~+/-]+=*/gi, 'Bearer [access token]'],
  [/([?&#](?:code|state|access_token|refresh_token|client_secret|code_verifier|token)=)[^&\s"']+/gi, '$1[removed]'],
  [/("(?:access_token|refresh_token|client_secret|id_token|code|code_verifier)"\s*:\s*")[^"]*/gi, '$1[removed]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];

/** Takes secrets, e-mail addresses and the home folder out of a text; the one place where that is done. */
export function redact(text: string, home: string): string {
  let clean = text;
  for (const [pattern, word] of secrets) clean = clean.replaceAll(pattern, word);
  return home.length > 1 ? clean.replaceAll(home, '~') : clean;
}
