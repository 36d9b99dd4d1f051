import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer as createProxyServer, request as forward } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

const googleHosts = [
  'photoslibrary.googleapis.com',
  'oauth2.googleapis.com',
  'www.googleapis.com',
  'accounts.google.com',
  'lh3.googleusercontent.com',
];

/** A proxy that leads Google's hosts to a simulator, for programs that know nothing of one. */
export interface GoogleProxy {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** The certificate to trust, for SSL_CERT_FILE. */
  readonly certificateFile: string;
  readonly stop: () => Promise<void>;
}

/**
 * Opens the proxy: CONNECT to any host ends at a TLS server with a certificate of its own for Google's hosts, which
 * passes requests on to the simulator with their Host header. Needs `openssl` for the certificate; rejects without.
 */
export async function startGoogleProxy(simulatorUrl: string, scratch: string): Promise<GoogleProxy> {
  await mkdir(scratch, { recursive: true });
  const certificate = await makeCertificate(scratch);
  const { hostname, port } = new URL(simulatorUrl);
  const tls = createTlsServer({ key: certificate.key, cert: certificate.cert }, (incoming, answer) => {
    const { method, url, headers } = incoming;
    const passed = forward({ host: hostname, port, method, path: url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  const tlsPort = await listen(tls);
  const proxy = createProxyServer((_request, answer) => answer.writeHead(405).end());
  // The proxy hands tunnels over and does not close them.
  const tunnels = new Set<Duplex>();
  proxy.on('connect', (_request, client, head) => {
    tunnels.add(client);
    client.once('close', () => tunnels.delete(client));
    const inner = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      inner.write(head);
      inner.pipe(client).pipe(inner);
    });
    inner.on('error', () => client.destroy());
    client.on('error', () => inner.destroy());
  });
  const proxyPort = await listen(proxy);
  return {
    url: `http://127.0.0.1:${proxyPort}`,
    certificateFile: certificate.file,
    stop: async () => {
      for (const tunnel of tunnels) tunnel.destroy();
      for (const server of [proxy, tls]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly file: string;
}

async function makeCertificate(folder: string): Promise<Certificate> {
  const [keyFile, file, config] = ['google.key', 'google.crt', 'google.cnf'].map((name) => join(folder, name));
  if (keyFile === undefined || file === undefined || config === undefined) throw new Error('Three names, three files');
  const names = googleHosts.map((host) => `DNS:${host}`).join(',');
  await writeFile(
    config,
    `[req]\nprompt = no\ndistinguished_name = name\nx509_extensions = v3\n[name]\nCN = Simulated Google\n[v3]\nsubjectAltName = ${names}\nbasicConstraints = critical,CA:TRUE\n`,
  );
  await openssl([
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-config', config, '-keyout', keyFile, '-out', file],
  ]);
  return { key: await readFile(keyFile, 'utf8'), cert: await readFile(file, 'utf8'), file };
}

function openssl(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', args, { stdio: 'ignore' });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`openssl ended with ${code}`))));
  });
}

interface Listening {
  readonly listen: (port: number, host: string, ready: () => void) => unknown;
  readonly once: (event: 'error', listener: (error: Error) => void) => unknown;
  readonly address: () => { readonly port: number } | string | null;
}

function listen(server: Listening): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('The server has no port'));
    });
  });
}
