import * as z from 'zod';

const granted = z.looseObject({ access_token: z.string(), refresh_token: z.string(), token_type: z.string() });
const scopes = ['appendonly', 'readonly.appcreateddata', 'edit.appcreateddata'].map(
  (scope) => `https://www.googleapis.com/auth/photoslibrary.${scope}`,
);

/** Tokens for programs that are not ours, which may upload and look. */
export async function grantedToken(simulatorUrl: string): Promise<z.infer<typeof granted>> {
  const answer = await fetch(`${simulatorUrl}/simulator/grant`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scopes }),
  });
  return granted.parse(await answer.json());
}
