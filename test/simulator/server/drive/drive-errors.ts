import { jsonReply, type Reply } from '../reply.ts';

/** Drive's reasons, with status and sentence (developers.google.com/workspace/drive/api/guides/handle-errors). */
const reasons = {
  userRateLimitExceeded: { status: 403, domain: 'usageLimits', message: 'User Rate Limit Exceeded' },
  rateLimitExceeded: { status: 429, domain: 'usageLimits', message: 'Rate Limit Exceeded' },
  dailyLimitExceeded: { status: 403, domain: 'usageLimits', message: 'Daily Limit Exceeded' },
  downloadQuotaExceeded: {
    status: 403,
    domain: 'usageLimits',
    message: 'The download quota for this file has been exceeded.',
  },
  sharingRateLimitExceeded: { status: 403, domain: 'global', message: 'Sharing Rate Limit Exceeded' },
  storageQuotaExceeded: { status: 403, domain: 'global', message: "The user's Drive storage quota has been exceeded." },
  appNotAuthorizedToFile: {
    status: 403,
    domain: 'global',
    message: 'The user has not granted the app access to the file.',
  },
  insufficientFilePermissions: {
    status: 403,
    domain: 'global',
    message: 'The user does not have sufficient permissions for this file.',
  },
  domainPolicy: { status: 403, domain: 'global', message: 'The domain administrators have disabled Drive apps.' },
  cannotDownloadAbusiveFile: {
    status: 403,
    domain: 'global',
    message: 'This file has been identified as malware or spam and cannot be downloaded.',
  },
  fileNotDownloadable: {
    status: 403,
    domain: 'global',
    message: 'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
  },
  authError: { status: 401, domain: 'global', message: 'Invalid Credentials' },
  notFound: { status: 404, domain: 'global', message: 'File not found.' },
  invalid: { status: 400, domain: 'global', message: 'Invalid Value' },
  required: { status: 400, domain: 'global', message: "The 'fields' parameter is required for this method." },
  backendError: { status: 500, domain: 'global', message: 'Backend Error' },
} as const;

export type DriveReason = keyof typeof reasons;

export const driveReasons = Object.keys(reasons) as readonly DriveReason[];

/** An error as Drive answers it. */
export function driveError(reason: DriveReason, said?: string): Reply {
  const { status, domain, message: usual } = reasons[reason];
  const message = said ?? usual;
  return jsonReply(status, { error: { errors: [{ domain, reason, message }], code: status, message } });
}

/** An error of all of Google's APIs, with the list that Drive adds. */
export function withDriveReason(reply: Reply, domain: string, reason: string): Reply {
  const body = JSON.parse(Buffer.concat([...reply.chunks]).toString('utf8')) as { error: { message: string } };
  const errors = [{ domain, reason, message: body.error.message }];
  return jsonReply(reply.status, { error: { ...body.error, errors } }, reply.headers);
}
