import type { DestinationReport } from '../../../electron/contract/models.ts';
import { CheckIcon, InfoIcon, ProblemsIcon } from '../../components/icons.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { foundText } from '../folder/found-text.ts';
import { SpaceMeter } from '../folder/SpaceMeter.tsx';
import styles from './FolderVerdict.module.css';
import { folderFindings } from './folder-findings.ts';

const icons = { good: CheckIcon, calm: InfoIcon, warn: ProblemsIcon } as const;

/** What was found out about a folder, in sentences. */
export interface FolderVerdictProps {
  readonly report: DestinationReport;
  /** One in use has its own backup: that is no news. */
  readonly isInUse: boolean;
}

export function FolderVerdict({ report, isInUse }: FolderVerdictProps) {
  const t = useTexts();
  const formats = useFormats();
  const { path, fileSystem, location } = report;
  const findings = folderFindings(report).filter(({ key }) => !(isInUse && key === 'adopted'));
  return (
    <>
      <div>
        <p className={styles.path}>{path}</p>
        <p className={styles.kind}>
          {[t(`folder.locations.${location}`), ...(fileSystem === null ? [] : [fileSystem])].join(' · ')}
        </p>
      </div>
      {findings.some(({ key }) => key === 'space-low') ? (
        <SpaceMeter report={report} tone="bad" />
      ) : (
        <SpaceMeter report={report} />
      )}
      <ul className={styles.findings} aria-label={t('setup.folder.findings')}>
        {findings.map(({ key, tone }) => {
          const Icon = icons[tone];
          return (
            <li className={styles.finding} key={key} data-tone={tone}>
              <Icon />
              <span>{t(`setup.folder.finding.${key}`)}</span>
            </li>
          );
        })}
        {report.found === undefined ? null : (
          <li className={styles.finding} data-tone="good">
            <CheckIcon />
            <span>{t('folder.found.sentence', { text: foundText(report.found, formats) })}</span>
          </li>
        )}
      </ul>
    </>
  );
}
