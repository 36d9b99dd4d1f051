import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesPattern } from '../../electron-standin/network/match-pattern.ts';
import { SchemeAddresses } from '../../electron-standin/network/scheme-addresses.ts';
import { runsOf } from '../../support/test-environment.ts';

function withSchemes(): SchemeAddresses {
  const addresses = new SchemeAddresses();
  for (const scheme of ['app', 'x-thumb']) addresses.register(scheme, { standard: true, secure: true });
  return addresses;
}

test('addresses go to Chromium and come back', () => {
  const addresses = withSchemes();
  expect(addresses.toChromium('app://bundle/a/b.html?c#d')).toBe(
    'https://bundle.app.standin-scheme.invalid/a/b.html?c#d',
  );
  const url = fc.tuple(
    fc.constantFrom('app', 'x-thumb', 'https', 'file'),
    fc.domain(),
    fc.webPath(),
    fc.webQueryParameters(),
  );
  fc.assert(
    fc.property(url, ([scheme, host, path, query]) => {
      const address = `${scheme}://${host}${path}?${query}`;
      const inChromium = addresses.toChromium(address);
      expect(addresses.toElectron(inChromium)).toBe(address);
      expect(inChromium === address).toBe(scheme === 'https' || scheme === 'file');
      expect(URL.canParse(inChromium)).toBe(true);
    }),
    { numRuns: runsOf(50) },
  );
});

test('policies get the mapped form of every source that names a scheme', () => {
  const policy = "default-src 'none'; img-src 'self' x-thumb: data:; connect-src app://bundle https://example.com";
  expect(withSchemes().policyForChromium(policy)).toBe(
    "default-src 'none'; img-src 'self' x-thumb: https://*.x-thumb.standin-scheme.invalid data:; " +
      'connect-src app://bundle https://bundle.app.standin-scheme.invalid https://example.com',
  );
});

test('a scheme that the mapping cannot imitate is refused', () => {
  const addresses = new SchemeAddresses();
  expect(() => addresses.register('app', { standard: true })).toThrow('not standard and secure is not implemented');
  expect(() => addresses.register('a+b', { standard: true, secure: true })).toThrow('is not implemented');
});

test.each([
  ['<all_urls>', 'app://bundle/x', true],
  ['*://*/*', 'https://example.com/a', true],
  ['*://*/*', 'app://bundle/a', false],
  ['https://*.example.com/*', 'https://example.com/', true],
  ['https://*.example.com/*', 'https://a.b.example.com/x?y', true],
  ['https://*.example.com/*', 'https://badexample.com/', false],
  ['http://127.0.0.1/*', 'http://127.0.0.1:8080/x', true],
  ['http://127.0.0.1:1/*', 'http://127.0.0.1:8080/x', false],
  ['file:///*', 'file:///etc/hosts', true],
  ['https://example.com/a*c', 'https://example.com/abc', true],
  ['https://example.com/a*c', 'https://example.com/ab', false],
])('the pattern %s matches %s: %s', (pattern, url, expected) => {
  expect(matchesPattern(pattern, url)).toBe(expected);
});

test('what is no pattern is refused', () => {
  expect(() => matchesPattern('example.com', 'https://example.com/')).toThrow('Invalid url pattern');
});
