import { expect, test } from 'vitest';
import { ProxyVariableError, readProxyVariables } from '../../../electron/base/proxy-variables.ts';

const loopback = '127.0.0.1,localhost,::1';

test.each([
  ['nothing', {}, null, null, loopback],
  ['an empty variable', { HTTPS_PROXY: '', ALL_PROXY: '' }, null, null, loopback],
  ['one for each', { http_proxy: 'http://a:1', https_proxy: 'https://b:2' }, 'http://a:1', 'https://b:2', loopback],
  ['small letters first', { http_proxy: 'http://a:1', HTTP_PROXY: 'http://b:2' }, 'http://a:1', null, loopback],
  ['an empty small one', { http_proxy: '', HTTP_PROXY: 'http://b:2' }, 'http://b:2', null, loopback],
  ['no scheme', { https_proxy: 'proxy.example:3128' }, null, 'http://proxy.example:3128', loopback],
  ['no scheme but a password', { HTTP_PROXY: 'me:x@proxy:3128' }, 'http://me:x@proxy:3128', null, loopback],
  ['one for all', { ALL_PROXY: 'proxy:3128' }, 'http://proxy:3128', 'http://proxy:3128', loopback],
  ['one for all but one', { ALL_PROXY: 'any:1', HTTPS_PROXY: 'own:2' }, 'http://any:1', 'http://own:2', loopback],
  ['SOCKS', { all_proxy: 'socks5://s:1080' }, 'socks5://s:1080', 'socks5://s:1080', loopback],
  ['SOCKS, as curl says it', { all_proxy: 'socks5h://s:1080' }, 'socks5://s:1080', 'socks5://s:1080', loopback],
  ['exceptions', { HTTP_PROXY: 'a:1', no_proxy: 'intranet,.lan' }, 'http://a:1', null, `intranet,.lan,${loopback}`],
])('%s', (_name, environment, http, https, direct) => {
  expect(readProxyVariables(environment)).toEqual({ http, https, direct });
});

test.each([
  [{ https_proxy: 'ftp://proxy.example' }, 'HTTPS_PROXY'],
  [{ ALL_PROXY: 'http://' }, 'ALL_PROXY'],
  [{ HTTP_PROXY: 'me:secret@:::' }, 'HTTP_PROXY'],
  [{ https_proxy: 'http://me:secret%ss@proxy:3128' }, 'HTTPS_PROXY'],
])('what is no address is told by the name of its variable, without its value: %o', (environment, variable) => {
  const read = () => readProxyVariables(environment);
  expect(read).toThrow(ProxyVariableError);
  expect(read).toThrow(expect.objectContaining({ variable }));
  expect(read).not.toThrow(/secret|ftp/);
});
