import { expect, test } from 'vitest';
import { connectionProblem } from '../../../electron/contract/connection-problem.ts';

test.each([
  ['', 'Proxy response (407) !== 200 when HTTP Tunneling', 'way-out.proxy-credentials'],
  ['ERR', 'Socks5 proxy authentication failed', 'way-out.proxy-credentials'],
  ['', 'Proxy response (403) !== 200 when HTTP Tunneling', 'way-out.proxy-refused'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'way-out.certificate-of-company'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'way-out.certificate-of-company'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate', 'way-out.certificate-of-company'],
  ['CERT_NOT_YET_VALID', 'certificate is not yet valid', 'way-out.wrong-clock'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'way-out.wrong-clock'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames", 'way-out.network-sign-in'],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND oauth2.googleapis.com', 'way-out.of-code'],
])('%s %s has its own way out', (code, message, wayOut) => {
  const told = connectionProblem(code, message, `host: ${message}`);
  expect(told).toMatchObject({ code: 'network-unreachable', detail: `host: ${message}` });
  expect(told.wayOut).toContain(wayOut);
});
