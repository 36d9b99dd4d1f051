import type { EarlyContents } from '../../../contract/bytes.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportMarks } from './pass-marks.ts';

/** What listing works with. */
export interface ListingContext extends ImportContext {
  /** Takes photos and videos of parts that are best read once; null where nothing is stored. */
  readonly early: EarlyContents | null;
  /** Where listings that were interrupted can go on. */
  readonly marks: ImportMarks;
}
