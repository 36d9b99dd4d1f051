import { type Message, message } from './messages/message.ts';
import { type Problem, problem } from './problem.ts';

/** Certificates that are sound, but of an issuer that nobody here knows: of a company or a virus scanner that reads along. */
const unknownIssuer =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED)$/;
const wrongTime = /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/;
const otherHost = /^ERR_TLS_CERT_ALTNAME_INVALID$/;

/**
 * What a person reads when no connection to Google could be made. `code` and `text` are those of the error that Node or
 * undici raised; each kind of obstacle has its own way out.
 */
export function connectionProblem(code: string, text: string, detail: string): Problem {
  const wayOut = wayOutOf(code, text);
  return problem('network-unreachable', wayOut === null ? { detail } : { detail, wayOut });
}

function wayOutOf(code: string, text: string): Message | null {
  const refused = /proxy response \((\d{3})\)/i.exec(text)?.[1];
  if (refused === '407' || /proxy authentication/i.test(text)) return message('way-out.proxy-credentials');
  if (refused !== undefined) return message('way-out.proxy-refused', { status: refused });
  if (unknownIssuer.test(code)) return message('way-out.certificate-of-company');
  if (wrongTime.test(code)) return message('way-out.wrong-clock');
  return otherHost.test(code) ? message('way-out.network-sign-in') : null;
}
