import { monotonicClock } from '../base/clock.ts';
import type { FindingCounts } from '../contract/findings.ts';
import { sourceTable } from '../contract/source-kinds.ts';
import type { Engine, EngineAccount, EngineDestination, RepairNeeds, StoredLibrary } from '../engine/engine.ts';
import type { CommandLineSettings } from './command-line-settings.ts';
import { endOfRun } from './commands/backup.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { formatInstant, plural } from './format.ts';
import { RunView } from './run-view.ts';
import type { Session } from './session.ts';

/** What a repair is asked for on the command line. */
interface RepairOrder {
  readonly engine: Engine;
  readonly destination: EngineDestination;
  readonly settings: CommandLineSettings;
  /** Which account; absent: everybody who is signed in. */
  readonly account: string | undefined;
  /** E-mail addresses of those whose own folder it is; none: everybody's. */
  readonly owners: readonly string[];
}

interface LeftOver extends RepairNeeds {
  /** Sidecars, album folders and checksum lists, with what is wrong. */
  readonly left: readonly string[];
}

/** Brings back what is missing or damaged, and says what is needed for the rest. */
export async function repair(session: Session, order: RepairOrder, signal: AbortSignal): Promise<ExitCode> {
  const before = needsOf(order);
  const code = await repairFrom(session, order, before?.origins ?? [], signal);
  if (signal.aborted) return code;
  const after = needsOf(order);
  if (before === null || after === null) return code;
  const { counts, origins } = after;
  session.terminal.record({ event: 'repaired', before: before.counts, counts, origins });
  session.terminal.result(repairText(before.counts, after));
  return counts.total === 0 ? exitCodes.complete : exitCodes.problems;
}

function runOnce(
  session: Session,
  { engine, destination, settings }: RepairOrder,
  account: EngineAccount | null,
  signal: AbortSignal,
): Promise<ExitCode> {
  const view = new RunView(session.terminal, monotonicClock);
  const request = { destination, account, limits: session.run.limits(settings), albumView: settings.albumView };
  return endOfRun(session, () => engine.startRepair(request, (event) => view.show(event)), signal);
}

/** One account after the other, where Google is of use at all; once without any where none could be asked to the end. */
async function repairFrom(
  session: Session,
  order: RepairOrder,
  origins: RepairNeeds['origins'],
  signal: AbortSignal,
): Promise<ExitCode> {
  const isOnline = origins.some(({ source }) => sourceTable[source].hasAccount);
  let code: ExitCode = exitCodes.complete;
  let isMended = false;
  for (const account of isOnline ? await accountsOf(session, order, origins) : []) {
    const ended = await runOnce(session, order, account, signal);
    if (signal.aborted) return ended;
    isMended ||= ended === exitCodes.complete;
    if (code === exitCodes.complete) code = ended;
  }
  // Without a library, what needs no Google is still mended.
  return isMended ? code : runOnce(session, order, null, signal);
}

/** Nobody signed in is no reason to leave the rest as it is. */
async function accountsOf(
  session: Session,
  { account: which, owners }: RepairOrder,
  origins: RepairNeeds['origins'],
): Promise<readonly EngineAccount[]> {
  const accounts = await session.everyAccount(which);
  if (!accounts.ok) session.terminal.warning(accounts.problem);
  const mayHelp = new Set([...owners, ...origins.map(({ account }) => account)]);
  return (accounts.ok ? accounts.value : []).flatMap(({ email, usable }) => {
    // Nothing in a folder of somebody's own is anybody else's, unless it says so.
    if (owners.length > 0 && !mayHelp.has(email)) return [];
    if (usable.ok) return [usable.value];
    session.terminal.warning(usable.problem);
    return [];
  });
}

function needsOf({ engine, destination }: RepairOrder): LeftOver | null {
  const stored = engine.stored(destination);
  if (!stored.ok || stored.value === null) return null;
  const { findings, close } = stored.value;
  const needs = { counts: findings.counts(), origins: findings.origins(), left: leftOf(findings) };
  close();
  return needs;
}

/** What nothing has to be fetched for is named, so that a person can look what is in its way; so many at most. */
const mostNamed = 10;

function leftOf(findings: StoredLibrary['findings']): readonly string[] {
  const left: string[] = [];
  for (let after = 0; ; ) {
    const page = findings.list({ limit: 500, after });
    for (const { thing, path, detail } of page) {
      if (thing !== 'photo') left.push(detail === undefined ? path : `${path}: ${detail}`);
      if (left.length === mostNamed) return left;
    }
    const last = page.at(-1);
    if (last === undefined) return left;
    after = last.id;
  }
}

function repairText(before: FindingCounts, { counts, origins, left }: LeftOver): string {
  const mended = before.total - counts.total;
  const lines = [`${plural(mended, 'finding', 'findings')} of ${before.total} repaired.`];
  if (counts.total === 0) return lines.join('\n');
  lines.push(`${plural(counts.total, 'finding is', 'findings are')} left:`);
  for (const path of left) lines.push(`  ${path}`);
  for (const origin of origins) lines.push(`  → ${needText(origin)}`);
  return lines.join('\n');
}

/** How much is missing or damaged, and since when: `3 missing, 1 changed, since 21 Nov 2026, 14:05`. */
export function findingsText({ faults, since }: FindingCounts): string {
  const counted = Object.entries(faults).flatMap(([fault, count]) => (count === 0 ? [] : [`${count} ${fault}`]));
  return `${counted.join(', ')}${since === null ? '' : `, since ${formatInstant(since)}`}`;
}

function needText({ source, account, archive, number, stamp, photos }: RepairNeeds['origins'][number]): string {
  const many = plural(photos, 'photo', 'photos');
  if (archive !== null) {
    const which = number === null ? '' : `, file ${number}`;
    return `${many}: import ${archive} again (export ${stamp ?? 'unknown'}${which})`;
  }
  const whose = account === null ? '' : ` --account ${account}`;
  if (source === 'picker')
    return `${many}: no selection is open any more; choose them again with afterimage pick${whose}`;
  return `${many}: no longer in the library of ${account ?? 'this account'} at Google, or it could not be asked`;
}
