import * as z from 'zod';
import { connectionProblem } from '../../contract/connection-problem.ts';
import { type Problem, type ProblemCode, problem } from '../../contract/problem.ts';

/** How much of an error body is read at most. */
export const maxErrorBytes = 64 * 1024;

/** RFC 9110, 15.5.8: no server says so, only a proxy on the way to it. */
export const proxySignInNeeded = 407;

/** An answer with a status other than success. `body` is text of at most {@link maxErrorBytes}. */
export interface ErrorAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  /** The host that answered, for the detail and for the page where its API is switched on. */
  readonly host: string;
}

const detailSchema = z.object({
  reason: z.string().optional().catch(undefined),
  metadata: z.record(z.string(), z.string()).optional().catch(undefined),
  links: z
    .array(z.object({ url: z.string() }))
    .optional()
    .catch(undefined),
});

/** Google's error object; `errors` is its older form. */
const apiErrorSchema = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().catch(''),
    details: z.array(detailSchema).catch([]),
    errors: z.array(z.object({ reason: z.string().catch('') })).catch([]),
  }),
});

/** The form of OAuth errors (RFC 6749 §5.2), which Google also uses for clients that are gone. */
const oauthErrorSchema = z.object({ error: z.string(), error_description: z.string().catch('') });

/** What the body says, in one form for all of Google's forms; empty where it says nothing that can be read. */
interface Complaint {
  readonly message: string;
  readonly reasons: readonly string[];
  readonly links: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

const silence: Complaint = { message: '', reasons: [], links: [], metadata: {} };

/**
 * Turns an error answer of a Google API or byte host into a problem. Knows every form in docs/GOOGLE.md, errors; a body that
 * is not JSON (byte hosts answer HTML, even images) is judged by its status alone.
 */
export function readGoogleError(answer: ErrorAnswer): Problem {
  const complaint = readComplaint(answer);
  const detail = detailOf(answer, complaint);
  if (answer.status === proxySignInNeeded) return connectionProblem('', 'proxy response (407)', detail);
  const code = codeOf(answer.status, complaint);
  return code === 'api-disabled'
    ? problem(code, { detail, link: enablePage(answer.host, complaint) })
    : problem(code, { detail });
}

/** What Google calls the error (`NOT_FOUND`, `FAILED_PRECONDITION`) and says about it; empty where it says nothing. */
export function readErrorStatus(answer: ErrorAnswer): { readonly status: string; readonly message: string } {
  const { reasons, message } = readComplaint(answer);
  return { status: reasons[0] ?? '', message };
}

function readComplaint({ contentType, body }: ErrorAnswer): Complaint {
  const looksLikeJson = contentType === null ? body.trimStart().startsWith('{') : /[/+]json\b/i.test(contentType);
  if (!looksLikeJson) return silence;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // Cut off, or mislabelled: the status has to be enough.
    return silence;
  }
  const oauth = oauthErrorSchema.safeParse(json);
  if (oauth.success) return { ...silence, message: oauth.data.error_description, reasons: [oauth.data.error] };
  const api = apiErrorSchema.safeParse(json);
  if (!api.success) return silence;
  const { message, status, details, errors } = api.data.error;
  return {
    message,
    reasons: [status, ...details.map((detail) => detail.reason ?? ''), ...errors.map((error) => error.reason)],
    links: details.flatMap((detail) => detail.links ?? []).map((link) => link.url),
    metadata: Object.assign({}, ...details.map((detail) => detail.metadata ?? {})),
  };
}

function codeOf(status: number, complaint: Complaint): ProblemCode {
  const client = clientCodeOf(complaint);
  if (client !== null) return client;
  if (status === 401) return 'access-token-refused';
  if (status === 403) return forbiddenCodeOf(complaint);
  if (status === 429) return quotaCodeOf(complaint);
  return status >= 500 ? 'google-unavailable' : 'google-refused';
}

function clientCodeOf({ reasons, message }: Complaint): ProblemCode | null {
  if (reasons.includes('deleted_client') || /\bclient was deleted\b/i.test(message)) return 'client-deleted';
  if (reasons.includes('disabled_client') || /\bclient (was|is) disabled\b/i.test(message)) return 'client-disabled';
  if (reasons.includes('invalid_client') || reasons.includes('unauthorized_client')) return 'client-refused';
  return reasons.includes('invalid_grant') ? 'token-revoked' : null;
}

const apiOffReasons = ['SERVICE_DISABLED', 'accessNotConfigured'];
const scopeReasons = ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficientPermissions'];
/** Drive's older form says quota with 403. */
const quotaReasons = ['rateLimitExceeded', 'userRateLimitExceeded', 'dailyLimitExceeded', 'quotaExceeded'];

/** What only Drive says, by its reasons (developers.google.com/workspace/drive/api/guides/handle-errors). */
const driveReasons: Readonly<Record<string, ProblemCode>> = {
  downloadQuotaExceeded: 'drive-download-quota',
  cannotDownloadAbusiveFile: 'drive-file-flagged',
  appNotAuthorizedToFile: 'drive-file-not-picked',
  insufficientFilePermissions: 'drive-not-allowed',
  domainPolicy: 'drive-not-allowed',
};

function forbiddenCodeOf(complaint: Complaint): ProblemCode {
  const { reasons, message, links } = complaint;
  const says = (known: readonly string[]) => reasons.some((reason) => known.includes(reason));
  if (says(scopeReasons) || /insufficient authentication scopes/i.test(message)) return 'scope-missing';
  const sentence = /has not been used in project \S+ before or it is disabled/i.test(message);
  if (says(apiOffReasons) || sentence || links.some(isEnablePage)) return 'api-disabled';
  if (says(quotaReasons)) return quotaCodeOf(complaint);
  return reasons.map((reason) => driveReasons[reason]).find((code) => code !== undefined) ?? 'google-refused';
}

function quotaCodeOf({ reasons, message, metadata }: Complaint): ProblemCode {
  const text = [message, metadata['quota_limit'] ?? '', ...reasons].join(' ');
  if (/per ?day|dailyLimitExceeded/i.test(text)) return 'quota-day';
  return /\bconcurrent\b/i.test(text) ? 'quota-concurrent' : 'quota-minute';
}

const consoleHosts = ['console.developers.google.com', 'console.cloud.google.com'];

/** The URL when it is a page of Google's console that may be shown as a link; null for anything else. */
function consolePage(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const trusted =
    url?.protocol === 'https:' && url.username === '' && url.port === '' && consoleHosts.includes(url.hostname);
  return trusted ? url : null;
}

function isEnablePage(text: string): boolean {
  return consolePage(text)?.pathname.startsWith('/apis/') ?? false;
}

/** Where the API is switched on: the link that Google gave, else the page of the API that was asked. */
function enablePage(host: string, { links, message, metadata }: Complaint): string | undefined {
  const offered = [...links, metadata['activationUrl'] ?? '', ...(message.match(/https:\/\/\S+/g) ?? [])];
  const given = offered.map((text) => text.replace(/[.,;)]+$/, '')).find(isEnablePage);
  if (given !== undefined) return given;
  const service = [metadata['service'] ?? '', host].find((name) => /^[a-z]+\.googleapis\.com$/.test(name));
  return service === undefined || service === 'www.googleapis.com'
    ? undefined
    : `https://console.cloud.google.com/apis/library/${service}`;
}

function detailOf({ status, contentType, host }: ErrorAnswer, complaint: Complaint): string {
  const said = complaint.message || complaint.reasons.find((reason) => reason !== '') || '';
  if (said !== '') return `HTTP ${status} from ${host}: ${oneLine(said)}`;
  return `HTTP ${status} from ${host} (${contentType === null ? 'no content type' : oneLine(contentType)})`;
}

/** Foreign text for a person: no line breaks or control characters, at most 500 characters. */
function oneLine(text: string): string {
  const flat = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return flat.length > 500 ? `${flat.slice(0, 499)}…` : flat;
}
