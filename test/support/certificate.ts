import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate that signs itself, and its key; both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const dayMs = 86_400_000;

/** Tags of ASN.1 as X.509 uses them. Source: ITU-T X.690 (DER). */
const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** Context-specific: the version, the extensions, and a DNS name among alternative names. */
  version: 0xa0,
  dnsName: 0x82,
  extensions: 0xa3,
} as const;

/** Object identifiers, encoded. Source: RFC 5280 (names, extensions), RFC 5758 (signature). */
const oid = {
  commonName: '550403',
  basicConstraints: '551d13',
  subjectAltName: '551d11',
  subjectKeyIdentifier: '551d0e',
  ecdsaWithSha256: '2a8648ce3d040302',
} as const;

/**
 * Makes a certificate for `hosts` (`*.example.com` is allowed), valid from yesterday until tomorrow. It may sign others,
 * so whoever trusts it needs nothing else. Made here because not every machine has openssl.
 */
export function selfSignedCertificate(commonName: string, hosts: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = sequence(identifier(oid.ecdsaWithSha256));
  const name = sequence(
    der(tag.set, sequence(identifier(oid.commonName), der(tag.utf8String, Buffer.from(commonName)))),
  );
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const content = sequence(
    der(tag.version, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(utcTime(new Date(Date.now() - dayMs)), utcTime(new Date(Date.now() + dayMs))),
    name,
    keyInfo,
    der(tag.extensions, sequence(...extensionsOf(hosts, keyInfo))),
  );
  const signature = sign('sha256', content, privateKey);
  const certificate = sequence(content, algorithm, bitString(signature));
  const base64 = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function extensionsOf(hosts: readonly string[], keyInfo: Buffer): readonly Buffer[] {
  const yes = der(tag.boolean, Buffer.from([0xff]));
  const names = hosts.map((host) => der(tag.dnsName, Buffer.from(host)));
  const keyId = createHash('sha1').update(keyInfo).digest();
  return [
    sequence(identifier(oid.basicConstraints), yes, der(tag.octetString, sequence(yes))),
    sequence(identifier(oid.subjectKeyIdentifier), der(tag.octetString, der(tag.octetString, keyId))),
    sequence(identifier(oid.subjectAltName), der(tag.octetString, sequence(...names))),
  ];
}

function der(tagByte: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tagByte]), length(content.length), content]);
}

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes]);
  const digits = bytes > 0xff ? [bytes >> 8, bytes & 0xff] : [bytes];
  return Buffer.from([0x80 | digits.length, ...digits]);
}

function sequence(...members: readonly Buffer[]): Buffer {
  return der(tag.sequence, Buffer.concat(members));
}

function identifier(hex: string): Buffer {
  return der(tag.objectIdentifier, Buffer.from(hex, 'hex'));
}

function bitString(bytes: Buffer): Buffer {
  return der(tag.bitString, Buffer.concat([Buffer.from([0]), bytes]));
}

/** `YYMMDDHHMMSSZ` */
function utcTime(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/\D/g, '').slice(2, 14);
  return der(tag.utcTime, Buffer.from(`${digits}Z`));
}
