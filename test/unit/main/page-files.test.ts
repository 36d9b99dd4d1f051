import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, readPageRequest, servedPictures } from '../../../electron/main/window/page-files.ts';
import { runsOf } from '../../support/test-environment.ts';

const folder = resolve('out/renderer');

describe('readPageRequest', () => {
  it('reads the files of the page and its thumbnails', () => {
    expect(readPageRequest('app://bundle/index.html', folder)).toEqual({
      kind: 'file',
      path: join(folder, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(readPageRequest('app://bundle/assets/main-a1.js?v=1#top', folder)).toMatchObject({
      path: join(folder, 'assets', 'main-a1.js'),
      contentType: 'text/javascript; charset=utf-8',
    });
    for (const kind of servedPictures) {
      expect(readPageRequest(`app://bundle/${kind}/42`, folder)).toEqual({ kind, id: 42 });
    }
  });

  it.each([
    'app://other/index.html',
    'app://bundle.evil/index.html',
    'https://bundle/index.html',
    'file:///etc/passwd.html',
    'app://bundle/%2e%2e%2f%2e%2e%2fpackage.html',
    'app://bundle/..%5c..%5cpackage.html',
    'app://bundle/..\\..\\package.html',
    'app://bundle/a%00.html',
    'app://bundle/%zz.html',
    'app://bundle/C:/windows/x.html',
    'app://bundle/main.ts',
    'app://bundle/secrets.json',
    'app://bundle/',
    'app://bundle/original/Photos/2024/a.JPG',
    'app://bundle/original/%2fetc%2fpasswd',
    'app://bundle/original/1/../../a.mp4',
    'app://bundle/original/7.jpg',
    'app://bundle/motion/',
    'app://bundle/anything/7',
    'app://bundle/thumbnail/-1',
    'app://bundle/thumbnail/1e3',
    'app://bundle/thumbnail/9999999999999999',
    'nonsense',
    '',
  ])('refuses %s', (address) => {
    expect(readPageRequest(address, folder)).toEqual({ kind: 'refused' });
  });

  it('never leaves the folder, however a path is written', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2E.', '..%2f', '%5c..', '\\..', '/', '//', 'a', '%252e%252e', '\0', '%00'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom('.html', '.js', '', '.png'), (parts, ending) => {
        const request = readPageRequest(`app://bundle/${parts.join('/')}${ending}`, folder);
        if (request.kind === 'file') expect(request.path.startsWith(folder + sep)).toBe(true);
      }),
      { numRuns: runsOf(2_000) },
    );
  });
});

describe('contentSecurityPolicy', () => {
  it('allows the page nothing but its own files', () => {
    const policy = new Map(
      contentSecurityPolicy.split('; ').map((rule) => rule.split(/ (.*)/).slice(0, 2) as [string, string]),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('connect-src')).toBe("'none'");
    expect(policy.get('trusted-types')).toBe("'none'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
  });
});
