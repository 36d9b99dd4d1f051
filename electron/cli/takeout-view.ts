import {
  type EntryCounts,
  type EntryState,
  type ExportState,
  entryStates,
  type LackingFile,
  type PartState,
} from '../contract/takeout-models.ts';
import { formatCount } from './format.ts';

/** What a part's state means, for people. */
export const partStateWords: Readonly<Record<PartState, string>> = {
  arrived: 'not wholly imported yet: give it again to resume',
  imported: 'imported',
  broken: 'broken: download it again',
  replaced: 'replaced by a newer download of the same file',
};

/** How far an export has come, for people. */
export const exportStateWords: Readonly<Record<ExportState, string>> = {
  receiving: 'not wholly imported yet',
  incomplete: 'incomplete',
  losses: 'imported, with losses',
  unproven: 'imported, not proven to be whole',
  complete: 'complete',
};

/** Why an export lacks a file, for people. */
export const lackingWords: Readonly<Record<LackingFile['why'], string>> = {
  'not-come': 'has not come',
  'failed-at-google': 'Google could not export it',
  'not-stored': 'is not stored, or only damaged',
};

const entryStateWords: Readonly<Record<EntryState, string>> = {
  stored: 'photos and videos stored',
  duplicate: 'photos and videos that were there already',
  sidecar: "files with Google's information about photos",
  'album-metadata': 'files about albums',
  'other-json': 'other information files',
  other: 'other files',
  trash: 'files in the trash, left out',
  refused: 'files refused because they are unsafe',
  failed: 'files that could not be read',
  pending: 'photos and videos not reached yet',
};

/** The entries of parts by state, one line each, those without any left out; the sum first. */
export function entryCountLines(counts: EntryCounts, tense: 'done' | 'would be done', scope = ''): readonly string[] {
  const total = entryStates.reduce((sum, state) => sum + counts[state], 0);
  const sum = entryStates.map((state) => counts[state]).filter((count) => count > 0);
  const lines = entryStates
    .filter((state) => counts[state] > 0)
    .map((state) => `    ${formatCount(counts[state]).padStart(9)}  ${wordsOf(state, tense)}`);
  return [`  ${scope}${formatCount(total)} entries = ${sum.map(formatCount).join(' + ') || '0'}`, ...lines];
}

function wordsOf(state: EntryState, tense: 'done' | 'would be done'): string {
  return state === 'stored' && tense === 'would be done' ? 'photos and videos to store' : entryStateWords[state];
}
