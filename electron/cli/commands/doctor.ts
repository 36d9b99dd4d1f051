import type { Command } from 'commander';
import { noFindings } from '../../contract/findings.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import type { EngineAccount, EngineDestination, StoredLibrary } from '../../engine/engine.ts';
import type { UsedPlace } from '../chosen-place.ts';
import type { CommandRunner } from '../command.ts';
import { aboutPlace } from '../each-place.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { formatBytes, formatCount, plural } from '../format.ts';
import { findingsText } from '../repair-view.ts';
import type { Session } from '../session.ts';
import { problemText } from '../terminal.ts';

/** `doctor`. */
export function addDoctorCommand(program: Command, runner: CommandRunner): void {
  program
    .command('doctor')
    .description('check client, sign-in, Google, folders and catalogs, each with its way out')
    .option('--account <email>', 'whose sign-in and folder to check; those of everybody who is signed in, unless told')
    .action((flags: { readonly account?: string }, command: Command) =>
      runner.run(command, (session, signal) => examine(session, flags.account, signal)),
    );
}

/** One check: a sentence when it passes, else its problem. */
interface Finding {
  readonly about: string;
  readonly result: Result<string>;
}

/** Makes one check and tells it; whether it passed. */
type Look = (session: Session, about: string, check: () => Promise<Result<string>>) => Promise<boolean>;

async function examine(session: Session, which: string | undefined, signal: AbortSignal): Promise<ExitCode> {
  const findings: Finding[] = [];
  const look: Look = async (told, about, check) => {
    const finding = { about, result: await check() };
    findings.push(finding);
    show(told, finding);
    return finding.result.ok;
  };
  await look(session, 'keychain', () => checkTokenStore(session));
  await look(session, 'client', () => checkClient(session));
  const accounts = await session.everyAccount(which);
  if (!accounts.ok) await look(session, 'sign-in', async () => accounts);
  for (const { usable } of accounts.ok ? accounts.value : []) {
    const signedIn = await look(session, 'sign-in', () => checkSignIn(session, usable));
    if (signedIn) await look(session, 'Google', () => checkGoogle(session, usable, signal));
  }
  const places = await session.places(which);
  // An account that nobody here has was told above.
  if (!places.ok && (accounts.ok || places.problem.code !== accounts.problem.code))
    await look(session, 'folder', async () => places);
  for (const place of places.ok ? places.value : []) {
    await examinePlace(aboutPlace(session, place, !places.ok || places.value.length === 1), place, look);
  }
  const first = findings.find(({ result }) => !result.ok);
  if (first === undefined || first.result.ok) {
    session.terminal.result('Everything is well.');
    return exitCodes.complete;
  }
  return exitCodeOf(first.result.problem.code);
}

async function examinePlace(session: Session, { destination }: UsedPlace, look: Look): Promise<void> {
  if (!(await look(session, 'folder', () => checkFolder(session, destination)))) return;
  await look(session, 'catalog', () => checkCatalog(session, destination));
  await look(session, 'backup', () => checkFindings(session, destination));
}

function show({ terminal }: Session, { about, result }: Finding): void {
  terminal.record({ event: 'finding', about, ...result });
  terminal.result(result.ok ? `✓ ${about}: ${result.value}` : problemText(terminal.told(named(result.problem, about))));
}

function named(found: Problem, about: string): Problem {
  return { ...found, subject: found.subject === undefined ? about : `${about}, ${found.subject}` };
}

async function checkTokenStore(session: Session): Promise<Result<string>> {
  const accounts = await session.accounts();
  if (!accounts.ok) return accounts;
  const { kind, warnings } = accounts.value.tokenStore;
  const [warning] = warnings;
  if (warning !== undefined && kind === 'memory') return { ok: false, problem: warning };
  return { ok: true, value: kind === 'keychain' ? 'secrets are in the keychain' : 'secrets are in a file of your own' };
}

async function checkClient(session: Session): Promise<Result<string>> {
  const accounts = await session.accounts();
  if (!accounts.ok) return accounts;
  const client = await accounts.value.client();
  if (!client.ok) return client;
  if (client.value === null) return { ok: false, problem: problem('client-missing') };
  return { ok: true, value: client.value.clientId };
}

async function checkSignIn(session: Session, account: Result<EngineAccount>): Promise<Result<string>> {
  if (!account.ok) return account;
  const accounts = await session.accounts();
  if (!accounts.ok) return accounts;
  const token = await accounts.value.tokens.accessToken(account.value.id);
  return token.ok ? { ok: true, value: `${account.value.email}, access is given` } : token;
}

async function checkGoogle(
  session: Session,
  account: Result<EngineAccount>,
  signal: AbortSignal,
): Promise<Result<string>> {
  if (!account.ok) return account;
  const settings = await session.settings.read();
  if (!settings.ok) return settings;
  const engine = await session.engine();
  if (!engine.ok) return engine;
  const google = await engine.value.google(account.value, session.run.limits(settings.value));
  if (!google.ok) return google;
  try {
    const albums = await google.value.albums(null, signal);
    if (!albums.ok) return albums;
    const { used, limit } = google.value.quota().apiRequests;
    return {
      ok: true,
      value: `the Library API answers; ${formatCount(used)} of ${formatCount(limit)} requests used today`,
    };
  } finally {
    await google.value.close();
  }
}

async function checkFolder(session: Session, { path, identity }: EngineDestination): Promise<Result<string>> {
  const engine = await session.engine();
  if (!engine.ok) return engine;
  const report = await engine.value.probe(path);
  if (!report.ok) return report;
  if (report.value.identity !== identity) {
    return { ok: false, problem: problem('destination-foreign', { subject: path }) };
  }
  return { ok: true, value: `${path}, ${formatBytes(report.value.freeBytes)} free` };
}

/** What the catalog knows of a backup folder; null before the first run. The caller closes it. */
async function openStored(session: Session, destination: EngineDestination): Promise<Result<StoredLibrary | null>> {
  const engine = await session.engine();
  return engine.ok ? engine.value.stored(destination) : engine;
}

/** What verification found, and nobody mended. */
async function checkFindings(session: Session, destination: EngineDestination): Promise<Result<string>> {
  const stored = await openStored(session, destination);
  if (!stored.ok) return stored;
  const counts = stored.value?.findings.counts() ?? noFindings;
  stored.value?.close();
  if (counts.total === 0) return { ok: true, value: 'nothing is known to be missing or damaged' };
  return { ok: false, problem: problem('backup-damaged', { detail: findingsText(counts) }) };
}

async function checkCatalog(session: Session, destination: EngineDestination): Promise<Result<string>> {
  const stored = await openStored(session, destination);
  if (!stored.ok) return stored;
  if (stored.value === null) return { ok: true, value: 'none yet; the first backup makes it' };
  try {
    const sound = stored.value.check();
    if (!sound.ok) return sound;
    return { ok: true, value: `whole, ${plural(stored.value.status().assets, 'file', 'files')}` };
  } finally {
    stored.value.close();
  }
}
