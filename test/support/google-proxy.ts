import { mkdir, writeFile } from 'node:fs/promises';
import { createServer as createProxyServer, request as forward } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { selfSignedCertificate } from './certificate.ts';

const googleHosts = ['*.googleapis.com', '*.google.com', '*.googleusercontent.com'];

/** A proxy that leads Google's hosts to a simulator, for programs that know nothing of one. */
export interface GoogleProxy {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** The certificate to trust, for SSL_CERT_FILE or NODE_EXTRA_CA_CERTS. */
  readonly certificateFile: string;
  readonly stop: () => Promise<void>;
}

/**
 * Opens the proxy: CONNECT to any host ends at a TLS server with its own certificate for Google's hosts, which
 * passes requests on to the simulator with their Host header. The certificate is written into the folder `scratch`.
 */
export async function startGoogleProxy(simulatorUrl: string, scratch: string): Promise<GoogleProxy> {
  await mkdir(scratch, { recursive: true });
  const certificate = selfSignedCertificate('Simulated Google', googleHosts);
  const certificateFile = join(scratch, 'google.crt');
  await writeFile(certificateFile, certificate.cert);
  const { hostname, port } = new URL(simulatorUrl);
  const tls = createTlsServer(certificate, (incoming, answer) => {
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
    certificateFile,
    stop: async () => {
      for (const tunnel of tunnels) tunnel.destroy();
      for (const server of [proxy, tls]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
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
