import type { FoundBackup } from '../../../electron/contract/models.ts';
import type { Formats } from '../../formatting/formats.ts';
import { folderStrings } from './strings.ts';

/** What was in a folder when it was chosen: "800 files, 14 albums, last backup 3 Nov 2026". */
export function foundText({ files, albums, lastBackup }: FoundBackup, formats: Formats): string {
  const { found } = folderStrings;
  return [
    formats.plural(files, found.files),
    formats.plural(albums, found.albums),
    lastBackup === null ? found.never : found.last(formats.day(lastBackup)),
  ].join(', ');
}
