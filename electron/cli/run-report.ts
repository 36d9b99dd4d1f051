import { fidelityTexts } from '../contract/fidelity-texts.ts';
import type { RunReport } from '../contract/models.ts';
import { type RunPurpose, sourceTable } from '../contract/source-kinds.ts';
import { formatBytes, formatCount, formatSeconds, plural } from './format.ts';
import { entryCountLines } from './takeout-view.ts';

/** What a run is told in that has words of its own. */
export interface RunWords {
  /** Instead of the sums, when all went well and there was nothing to be done. */
  readonly nothingNew: string;
  /** How it ended when it did not come to its end. */
  readonly stopped: string;
}

const outcomeWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'Backup complete',
  problems: 'Backup finished with problems',
  stopped: 'Backup stopped before its end; the next one resumes',
};

const choiceWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'What you chose is in the backup',
  problems: 'Finished with problems',
  stopped: 'Stopped before its end',
};

const importWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'Import complete',
  problems: 'Import finished with problems',
  stopped: 'Import stopped before its end; give the same export files again to resume',
};

const repairWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'Repair done',
  problems: 'Repair finished with problems',
  stopped: 'Repair stopped before its end; the next one resumes',
};

const wordsByPurpose: Readonly<Record<RunPurpose, Readonly<Record<RunReport['outcome'], string>>>> = {
  backup: outcomeWords,
  selection: choiceWords,
  import: importWords,
};

/** The closing words of a run, the sums first. */
export function reportText(report: RunReport, wouldFetch: number, own: RunWords | null): string {
  if (own !== null && report.outcome === 'complete' && isEmpty(report)) return own.nothingNew;
  const { purpose } = sourceTable[report.source];
  const usual = report.kind === 'repair' ? repairWords : wordsByPurpose[purpose];
  const words = own === null ? usual : { ...usual, stopped: own.stopped };
  const { title, explanation } = fidelityTexts['api-copy'];
  const rate = report.seconds > 0 ? ` (${formatBytes(report.bytes / report.seconds)}/s)` : '';
  const isListed = report.dryRun && purpose !== 'import';
  return [
    report.dryRun ? dryRunText(report, wouldFetch) : `${endingText(report, words)}.`,
    ...(isListed ? [] : [sumsText(report)]),
    ...(report.entries === undefined
      ? []
      : entryCountLines(report.entries, report.dryRun ? 'would be done' : 'done', inTotal(report))),
    `  ${formatBytes(report.bytes)} in ${formatSeconds(report.seconds)}${report.bytes > 0 ? rate : ''}${requestsText(report)}`,
    ...(purpose === 'selection' && report.stored > 0 ? [`  ${title}. ${explanation}`] : []),
  ].join('\n');
}

/** A run that was about some items says so: what it left out is not in the backup. */
function endingText(
  { filter, outcome, source }: RunReport,
  words: Readonly<Record<RunReport['outcome'], string>>,
): string {
  if (filter === undefined) return words[outcome];
  const isImport = sourceTable[source].purpose === 'import';
  const later = isImport ? 'give the same files again without it' : 'a backup without it fetches them';
  const whole = `Done for what the filter wants (${filter}). Items that it leaves out are not in the backup: ${later}`;
  return outcome === 'complete' ? whole : `${words[outcome]} (only what the filter wants: ${filter})`;
}

/** There was nothing to be looked at. */
export function isEmpty({ discovered, entries }: RunReport): boolean {
  return discovered === 0 && Object.values(entries ?? {}).every((count) => count === 0);
}

/** The accounting identity. */
function sumsText({ entries, discovered, stored, present, skipped, failed }: RunReport): string {
  const scope = entries === undefined ? '' : 'this run: ';
  return `  ${scope}discovered ${discovered} = stored ${stored} + present ${present} + skipped ${skipped} + failed ${failed}`;
}

/** An import counts what became of every entry, by this run or an earlier one. */
function inTotal({ dryRun }: RunReport): string {
  return dryRun ? '' : 'in total, by this run and earlier ones: ';
}

/** What a dry run would do, in its first words. */
function dryRunText({ source, skipped, stored, present, failed }: RunReport, wouldFetch: number): string {
  if (sourceTable[source].purpose === 'import') return 'Dry run: nothing was stored.';
  const rest = [
    stored + present > 0 ? `${formatCount(stored + present)} already in the backup` : '',
    failed > 0 ? `${formatCount(failed)} failed before` : '',
    skipped > wouldFetch ? `${formatCount(skipped - wouldFetch)} left out` : '',
  ].filter((words) => words !== '');
  const would = `Dry run: nothing was fetched. A backup would fetch ${plural(wouldFetch, 'item', 'items')}`;
  return rest.length === 0 ? `${would}.` : `${would} (${rest.join(', ')}).`;
}

/** An import needs no network. */
function requestsText({ source, apiRequests, mediaRequests }: RunReport): string {
  if (sourceTable[source].purpose === 'import') return '';
  return `, ${plural(apiRequests, 'API request', 'API requests')}, ${plural(mediaRequests, 'byte request', 'byte requests')}`;
}
