import { jsonReply, type Reply } from './reply.ts';

/** Names of google.rpc.Code with the HTTP status that Google maps them to. */
const statusCodes = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;
type StatusName = keyof typeof statusCodes;

/** An error as all of Google's JSON APIs answer it. */
export function googleError(status: StatusName, message: string, details?: readonly unknown[]): Reply {
  const code = statusCodes[status];
  const error = { code, message, status, ...(details === undefined ? {} : { details }) };
  return jsonReply(code, { error });
}

/** The token is unknown, expired or refused. */
export function unauthenticated(): Reply {
  const message =
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
    'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
  return challenged(googleError('UNAUTHENTICATED', message), ', error="invalid_token"');
}

/** No token came at all. */
export function credentialMissing(): Reply {
  const message =
    'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other ' +
    'valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
  return challenged(googleError('UNAUTHENTICATED', message), '');
}

function challenged(reply: Reply, suffix: string): Reply {
  const challenge = `Bearer realm="https://accounts.google.com/"${suffix}`;
  return { ...reply, headers: { ...reply.headers, 'WWW-Authenticate': challenge } };
}

/** The token lacks the scope for this method. */
export function scopeInsufficient(service: string, rpcMethod: string): Reply {
  return googleError('PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      domain: 'googleapis.com',
      metadata: { method: rpcMethod, service },
    },
  ]);
}

/** The API is not enabled in the project. Form as seen in hermanho/MMM-GooglePhotos issue 204. */
export function apiDisabled(service: string, title: string, projectNumber: string): Reply {
  const url = `https://console.developers.google.com/apis/api/${service}/overview?project=${projectNumber}`;
  const message =
    `${title} has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting ${url} ` +
    'then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.';
  return googleError('PERMISSION_DENIED', message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'SERVICE_DISABLED',
      domain: 'googleapis.com',
      metadata: {
        service,
        serviceTitle: title,
        activationUrl: url,
        consumer: `projects/${projectNumber}`,
        containerInfo: projectNumber,
      },
    },
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [{ description: 'Google developers console API activation', url }],
    },
  ]);
}

/** Which limit was met. */
export type QuotaKind = 'day' | 'minute' | 'concurrent';

const quotaSubjects: Readonly<Record<QuotaKind, string>> = {
  day: "quota metric 'All requests' and limit 'All requests per day'",
  minute: "quota metric 'Write requests' and limit 'Write requests per minute per user'",
  concurrent: "quota 'concurrent write request'",
};

/** One of the three kinds of 429. Google sends no Retry-After with them. */
export function quotaExceeded(kind: QuotaKind, service: string, projectNumber: string): Reply {
  const subject = `Quota exceeded for ${quotaSubjects[kind]}`;
  return googleError(
    'RESOURCE_EXHAUSTED',
    `${subject} of service '${service}' for consumer 'project_number:${projectNumber}'.`,
  );
}

/** What was asked for is not there, or not this client's. */
export function notFound(): Reply {
  return googleError('NOT_FOUND', 'Requested entity was not found.');
}
