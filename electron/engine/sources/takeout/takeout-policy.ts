import { apiPolicy } from '../api-policy.ts';
import type { SourcePolicy } from '../source-policy.ts';
import { decideExportDate } from './export-date.ts';
import { xmpOfExport } from './export-xmp.ts';
import { albumText } from './meaning/album-words.ts';

/** For what exports speak of, their rules hold; everything else is as with an API. */
export const takeoutPolicy: SourcePolicy = {
  decideDate: ({ said, ...evidence }, now) =>
    said === null ? apiPolicy.decideDate({ said, ...evidence }, now) : decideExportDate({ said, ...evidence }, now),
  albumText,
  xmp: (photo) => (photo.reconciled === null ? apiPolicy.xmp(photo) : xmpOfExport(photo.reconciled)),
};
