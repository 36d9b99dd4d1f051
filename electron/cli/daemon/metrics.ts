import { createServer } from 'node:http';
import { messageOf } from '../../base/message-of.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { KnownLibrary } from './known-library.ts';

/** What the daemon counts itself. */
export interface DaemonNumbers {
  /** Runs by job and exit code. */
  readonly runs: ReadonlyMap<string, number>;
  /** Epoch milliseconds; null when nothing is due. */
  readonly nextRun: number | null;
  /** Of all folders together. */
  readonly library: KnownLibrary | null;
}

/** The numbers in the text format of Prometheus. */
export function metricsText({ runs, nextRun, library }: DaemonNumbers): string {
  const lines = ['# TYPE afterimage_up gauge', 'afterimage_up 1', '# TYPE afterimage_runs_total counter'];
  for (const [labels, count] of runs) lines.push(`afterimage_runs_total{${labels}} ${count}`);
  const gauge = (name: string, value: number | null, labels = ''): void => {
    if (value !== null) lines.push(`# TYPE afterimage_${name} gauge`, `afterimage_${name}${labels} ${value}`);
  };
  gauge('next_run_timestamp_seconds', nextRun === null ? null : Math.round(nextRun / 1_000));
  if (library !== null) {
    const { assets, bytes, albums, items, lastSuccess, lastRun, folder } = library;
    gauge('stored_files', assets);
    gauge('stored_bytes', bytes);
    gauge('albums', albums);
    lines.push('# TYPE afterimage_items gauge');
    for (const [state, count] of Object.entries(items)) lines.push(`afterimage_items{state="${state}"} ${count}`);
    gauge('damaged_files', folder.missing + folder.changed + folder.cut + folder.unreadable);
    gauge('verified_files', folder.verified);
    gauge('last_run_timestamp_seconds', lastRun === null ? null : secondsOf(lastRun.finishedAt));
    gauge('last_success_timestamp_seconds', lastSuccess === null ? null : secondsOf(lastSuccess));
  }
  return `${lines.join('\n')}\n`;
}

function secondsOf(instant: string): number {
  return Math.round(Date.parse(instant) / 1_000);
}

/** Shows numbers at `/metrics`, and at `/healthz` that the daemon lives: on loopback alone. Problem: `usage`, a port in use. */
export function serveMetrics(
  port: number,
  numbers: () => DaemonNumbers,
): Promise<Result<{ readonly close: () => void }>> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const text = pathname === '/metrics' ? metricsText(numbers()) : pathname === '/healthz' ? 'ok\n' : null;
    response.writeHead(text === null ? 404 : 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(text ?? 'There are /metrics and /healthz.\n');
  });
  return new Promise((resolve) => {
    server.on('error', (error) => {
      const detail = `Port ${port} on 127.0.0.1 cannot be used: ${messageOf(error)}`;
      resolve(failed(problem('usage', { subject: '--metrics-port', detail })));
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(
        ok({
          close: () => {
            server.close();
            server.closeAllConnections();
          },
        }),
      );
    });
  });
}
