import type { DestinationReport } from '../../../electron/contract/models.ts';
import { Facts } from '../../components/Facts.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { foundText } from './found-text.ts';

/** What a folder and its file system can do. */
export function FolderFacts({ report }: { readonly report: DestinationReport }) {
  const t = useTexts();
  const formats = useFormats();
  const trouble = report.found?.trouble;
  return (
    <Facts
      facts={[
        { term: t('folder.path'), value: report.path },
        { term: t('folder.file-system'), value: report.fileSystem ?? t('folder.unknown') },
        { term: t('folder.location'), value: t(`folder.locations.${report.location}`) },
        { term: t('folder.albums'), value: t(`folder.views.${report.albumView}`) },
        ...(report.found === undefined
          ? []
          : [{ term: t('folder.found.title'), value: foundText(report.found, formats) }]),
        ...(trouble === undefined
          ? []
          : [{ term: formats.problem(trouble).title, value: formats.problem(trouble).explanation }]),
      ]}
    />
  );
}
