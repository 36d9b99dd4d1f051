import type { FoundBackup } from '../../../electron/contract/models.ts';
import type { Formats } from '../../formatting/formats.ts';

/** What was in a folder when it was chosen: "800 files, 14 albums, last backup 3 Nov 2026". */
export function foundText({ files, albums, lastBackup }: FoundBackup, formats: Formats): string {
  const { t } = formats;
  return formats.series([
    t('folder.found.files', { files }),
    t('folder.found.albums', { albums }),
    lastBackup === null ? t('folder.found.never') : t('folder.found.last', { day: formats.day(lastBackup) }),
  ]);
}
