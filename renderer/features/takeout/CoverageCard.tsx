import type { YearCoverage } from '../../../electron/contract/takeout-models.ts';
import { Card } from '../../components/Card.tsx';
import { ActivityIcon } from '../../components/icons.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './Coverage.module.css';
import { barOf, sumOf } from './coverage.ts';

/** Year by year: how much the exports held, how much of it is on disk, and how much of that was verified. */
export function CoverageCard({ coverage }: { readonly coverage: readonly YearCoverage[] }) {
  const t = useTexts();
  const most = Math.max(1, ...coverage.map(({ inExports }) => inExports));
  return (
    <Card title={t('takeout.coverage.title')} icon={ActivityIcon}>
      <p className={styles.lead}>{t('takeout.coverage.lead')}</p>
      <table className={styles.table}>
        <caption className={styles.caption}>{t('takeout.coverage.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('takeout.coverage.year')}</th>
            <th scope="col" className={styles.shares}>
              {t('takeout.coverage.share')}
            </th>
            <th scope="col">
              <span className={styles.key} data-part="exports" aria-hidden="true" />
              {t('takeout.coverage.in-exports')}
            </th>
            <th scope="col">
              <span className={styles.key} data-part="disk" aria-hidden="true" />
              {t('takeout.coverage.on-disk')}
            </th>
            <th scope="col">
              <span className={styles.key} data-part="verified" aria-hidden="true" />
              {t('takeout.coverage.verified')}
            </th>
          </tr>
        </thead>
        <tbody>
          {coverage.map((year) => (
            <YearRow key={year.year ?? 'unknown'} year={year} most={most} />
          ))}
        </tbody>
        <tfoot>
          <Numbers name={t('takeout.coverage.all')} of={sumOf(coverage)} />
        </tfoot>
      </table>
    </Card>
  );
}

function YearRow({ year, most }: { readonly year: YearCoverage; readonly most: number }) {
  const t = useTexts();
  const { exports, disk, verified } = barOf(year, most);
  return (
    <Numbers name={year.year === null ? t('takeout.coverage.unknown') : String(year.year)} of={year}>
      <svg className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.exports} width={exports} height="10" />
        <rect className={styles.disk} width={disk} height="10" />
        <rect className={styles.verified} width={verified} height="10" />
      </svg>
    </Numbers>
  );
}

interface NumbersProps {
  readonly name: string;
  readonly of: Omit<YearCoverage, 'year'>;
  readonly children?: React.ReactNode;
}

function Numbers({ name, of, children }: NumbersProps) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.shares}>{children}</td>
      <td data-column={t('takeout.coverage.in-exports')}>{formats.count(of.inExports)}</td>
      <td data-column={t('takeout.coverage.on-disk')} data-short={of.onDisk < of.inExports}>
        {formats.count(of.onDisk)}
      </td>
      <td data-column={t('takeout.coverage.verified')}>{formats.count(of.verified)}</td>
    </tr>
  );
}
