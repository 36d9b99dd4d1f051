import type { DestinationReport } from '../../../electron/contract/models.ts';
import { Facts } from '../../components/Facts.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { foundText } from './found-text.ts';
import { folderStrings } from './strings.ts';

/** What a folder and its file system can do. */
export function FolderFacts({ report }: { readonly report: DestinationReport }) {
  const formats = useFormats();
  const trouble = report.found?.trouble;
  return (
    <Facts
      facts={[
        { term: folderStrings.path, value: report.path },
        {
          term: folderStrings.space,
          value: folderStrings.freeOf(formats.bytes(report.freeBytes), formats.bytes(report.totalBytes)),
        },
        { term: folderStrings.fileSystem, value: report.fileSystem ?? folderStrings.unknown },
        { term: folderStrings.location, value: folderStrings.locations[report.location] },
        { term: folderStrings.albums, value: folderStrings.views[report.albumView] },
        ...(report.found === undefined
          ? []
          : [{ term: folderStrings.found.title, value: foundText(report.found, formats) }]),
        ...(trouble === undefined
          ? []
          : [{ term: formats.problem(trouble).title, value: formats.problem(trouble).explanation }]),
      ]}
    />
  );
}
