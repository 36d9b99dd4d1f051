import type { Command } from 'commander';
import type { LibraryStatus } from '../../contract/models.ts';
import { ok, type Result } from '../../contract/result.ts';
import { type CommandRunner, endWith, endWithAnswer } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatBytes, formatCount, formatInstant, plural } from '../format.ts';
import { limitsOf, type Session } from '../session.ts';

/** `status`. */
export function addStatusCommand(program: Command, runner: CommandRunner): void {
  program
    .command('status')
    .description('what is stored, how the last run went, requests used today')
    .option('--account <email>', 'whose requests to show; not needed when there is only one')
    .action((flags: { readonly account?: string }, command: Command) =>
      runner.run(command, (session) => showStatus(session, flags.account)),
    );
}

const emptyStatus: Omit<LibraryStatus, 'quota'> = {
  assets: 0,
  bytes: 0,
  albums: 0,
  items: { wanted: 0, stored: 0, skipped: 0, failed: 0 },
  lastRun: null,
  lastSuccess: null,
};

async function showStatus(session: Session, which: string | undefined): Promise<ExitCode> {
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const status = await readStatus(session, place.value.destination, which);
  return endWithAnswer(session, status, (value) => statusText(value, place.value.destination.path));
}

async function readStatus(
  session: Session,
  destination: { readonly path: string; readonly identity: string },
  which: string | undefined,
): Promise<Result<LibraryStatus>> {
  const engine = await session.engine();
  if (!engine.ok) return engine;
  const stored = engine.value.stored(destination);
  if (!stored.ok) return stored;
  const known = stored.value?.status() ?? emptyStatus;
  stored.value?.close();
  const settings = await session.settings.read();
  const account = await session.account(which);
  if (!account.ok || !settings.ok) return ok({ ...known, quota: null });
  const quota = await engine.value.quota(account.value, limitsOf(settings.value));
  return quota.ok ? ok({ ...known, quota: quota.value }) : quota;
}

function statusText(
  { assets, bytes, albums, items, lastRun, lastSuccess, quota }: LibraryStatus,
  path: string,
): string {
  const lines = [
    `folder        ${path}`,
    `stored        ${plural(assets, 'photo or video', 'photos and videos')}, ${formatBytes(bytes)}, ${plural(albums, 'album', 'albums')}`,
    `items         ${formatCount(items.stored)} stored, ${formatCount(items.wanted)} waiting, ${formatCount(items.failed)} failed, ${formatCount(items.skipped)} skipped`,
    `last run      ${lastRun === null ? 'none yet' : `${lastRun.outcome}, ${formatInstant(lastRun.finishedAt)}`}`,
    `last success  ${lastSuccess === null ? 'none yet' : formatInstant(lastSuccess)}`,
  ];
  if (lastRun !== null && lastRun.problem !== null) lines.push(`because       ${lastRun.problem.title}`);
  if (quota !== null) {
    const { apiRequests, mediaRequests, resetsAt } = quota;
    lines.push(
      `used today    ${formatCount(apiRequests.used)} of ${formatCount(apiRequests.limit)} API requests, ${formatCount(mediaRequests.used)} of ${formatCount(mediaRequests.limit)} byte requests (reset ${formatInstant(resetsAt)})`,
    );
  }
  return lines.join('\n');
}
