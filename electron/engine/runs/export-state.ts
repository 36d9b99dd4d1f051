import type { ExportState, PartState } from '../../contract/takeout-models.ts';

/** All that decides about the state of an export. */
export interface ExportFacts {
  /** Of the parts that count: those that whole ones replaced do not. */
  readonly parts: readonly PartState[];
  /** Files that are known to be missing. */
  readonly missing: number;
  /** Files that Google could not export, or that could not be stored. */
  readonly failed: number;
  readonly index: 'none' | 'unreadable' | 'read';
  /** The export was compared with its index since it changed. */
  readonly isReviewed: boolean;
}

/**
 * The state of an export: whoever shows or tells it, says the same. No export is called complete without its index, for
 * nothing else tells that there was not one more part.
 */
export function stateOfExport({ parts, missing, failed, index, isReviewed }: ExportFacts): ExportState {
  if (parts.length === 0 || parts.includes('arrived')) return 'receiving';
  if (index === 'read' && !isReviewed) return 'receiving';
  if (missing > 0 || parts.includes('broken')) return 'incomplete';
  if (failed > 0) return 'losses';
  return index === 'read' ? 'complete' : 'unproven';
}
