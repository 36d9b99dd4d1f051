import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { join, normalize } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, stopped } from './processes.ts';

/** A plain file server on loopback. */
export interface ByteHost {
  readonly kind: 'nginx' | 'node';
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Serves `root`: nginx when the system has it, else a server in this process. `scratch` takes nginx's own files. */
export async function startByteHost(root: string, scratch: string): Promise<ByteHost> {
  return (await startNginx(root, scratch)) ?? startNodeServer(root);
}

async function startNginx(root: string, scratch: string): Promise<ByteHost | null> {
  await mkdir(scratch, { recursive: true });
  const port = await freePort();
  const config = join(scratch, 'nginx.conf');
  await writeFile(config, nginxConfig(root, scratch, port));
  const child = spawn('nginx', ['-c', config, '-p', scratch, '-e', join(scratch, 'error.log')], { stdio: 'ignore' });
  const missing = new Promise<'missing'>((resolve) => child.once('error', () => resolve('missing')));
  const ready = await Promise.race([missing, accepts(port, child)]);
  if (ready !== 'ready') return null;
  return { kind: 'nginx', origin: `http://127.0.0.1:${port}`, stop: () => stopped(child) };
}

/** One process, so that it may read what only this user may read, and ends with the one that was started. */
function nginxConfig(root: string, scratch: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path "${join(scratch, name)}";`)
    .join(' ');
  return `daemon off; master_process off; pid "${join(scratch, 'nginx.pid')}"; error_log "${join(scratch, 'error.log')}";
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; ${temporary}
  types {} default_type application/octet-stream;
  server { listen 127.0.0.1:${port}; root "${root}"; }
}
`;
}

async function accepts(port: number, child: ChildProcess): Promise<'ready' | 'ended'> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) return 'ended';
    if (await canConnect(port)) return 'ready';
    await delay(50);
  }
  await stopped(child);
  return 'ended';
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function startNodeServer(root: string): Promise<ByteHost> {
  const server = createServer((request, response) => {
    const file = join(root, normalize(decodeURIComponent(request.url ?? '/')));
    stat(file).then(
      ({ size }) => {
        response.writeHead(200, { 'content-length': size, 'content-type': 'application/octet-stream' });
        createReadStream(file, { highWaterMark: 256 * 1_024 }).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  const port = await listening(server);
  return {
    kind: 'node',
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('The server has no port'));
    });
  });
}
