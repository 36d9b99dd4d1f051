import * as z from 'zod';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';

/** An OAuth client of type "Desktop app". Holds the secret: never shown, never written outside the token store. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly projectId: string | null;
}

/** The form of Google's client IDs: `digits-letters.apps.googleusercontent.com`. */
const clientIdForm = /^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$/;

/** API keys are 39 characters and begin with "AIza". */
const apiKeyForm = /^AIza[\w-]{35}$/;

/** A real client file has about 400 characters; anything larger was chosen by mistake. */
const longestFile = 64 * 1024;

const objectSchema = z.record(z.string(), z.unknown());

const installedSchema = z.object({
  client_id: z.string().trim().min(1),
  client_secret: z.string().trim().optional(),
  project_id: z.string().trim().min(1).optional(),
});

/**
 * Judges the text of a client file, chosen, dropped or pasted: accepted is only what the Google Cloud console downloads
 * for a client of type "Desktop app". Anything else is refused with a problem that says what it is and what to do.
 * No problem ever quotes the text, because it may hold a secret.
 */
export function judgeClientFile(text: string): Result<OAuthClient> {
  if (text.length > longestFile) {
    return failed(problem('client-file-wrong', { detail: 'The file is far too large to be a client file.' }));
  }
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (apiKeyForm.test(trimmed)) return failed(problem('client-file-api-key'));

  const document = parseJson(trimmed);
  if (document === undefined) return failed(judgePlainText(trimmed));
  const fields = objectSchema.safeParse(document);
  if (!fields.success) {
    return failed(typeof document === 'string' ? judgePlainText(document.trim()) : problem('client-file-wrong'));
  }
  return judgeFields(fields.data);
}

function judgeFields(fields: Readonly<Record<string, unknown>>): Result<OAuthClient> {
  if (fields['type'] === 'service_account' || 'private_key' in fields) {
    return failed(problem('client-file-service-account'));
  }
  if ('installed' in fields) return judgeInstalled(fields['installed']);
  if ('web' in fields) return failed(problem('client-file-web'));
  const values = Object.values(fields);
  if (values.some((value) => typeof value === 'string' && apiKeyForm.test(value))) {
    return failed(problem('client-file-api-key'));
  }
  return failed(problem('client-file-wrong'));
}

function judgeInstalled(installed: unknown): Result<OAuthClient> {
  const parsed = installedSchema.safeParse(installed);
  if (!parsed.success) {
    return failed(problem('client-file-wrong', { detail: 'The part "installed" holds no client ID.' }));
  }
  const { client_id: clientId, client_secret: clientSecret, project_id: projectId } = parsed.data;
  if (!clientIdForm.test(clientId)) return failed(problem('client-id-malformed'));
  if (clientSecret === undefined || clientSecret === '') return failed(problem('client-file-secret-missing'));
  return ok({ clientId, clientSecret, projectId: projectId ?? null });
}

/** What is not JSON: classified by its content, so that the way out fits. */
function judgePlainText(text: string): Problem {
  if (apiKeyForm.test(text)) return problem('client-file-api-key');
  if (clientIdForm.test(text)) {
    return problem('client-file-wrong', {
      detail: 'This is only the client ID. The secret is needed as well, and both are in the downloaded JSON file.',
    });
  }
  if (/^[{[]/.test(text) || text === '') return problem('client-file-unreadable');
  return problem('client-file-unreadable', { detail: 'The content does not begin like a JSON file.' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one of the expected cases; its look is judged by the caller.
    return undefined;
  }
}
