import { expect, test } from 'vitest';
import { connectionProblem } from '../../../electron/contract/connection-problem.ts';

test.each([
  ['', 'Proxy response (407) !== 200 when HTTP Tunneling', 'user name and password'],
  ['ERR', 'Socks5 proxy authentication failed', 'user name and password'],
  ['', 'Proxy response (403) !== 200 when HTTP Tunneling', 'must allow googleapis.com'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate', 'NODE_EXTRA_CA_CERTS'],
  ['CERT_NOT_YET_VALID', 'certificate is not yet valid', 'date and time'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'date and time'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames", 'sign in to this network'],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND oauth2.googleapis.com', 'Check the connection'],
])('%s %s has its own way out', (code, message, wayOut) => {
  const told = connectionProblem(code, message, `host: ${message}`);
  expect(told).toMatchObject({ code: 'network-unreachable', detail: `host: ${message}` });
  expect(told.wayOut).toContain(wayOut);
});
