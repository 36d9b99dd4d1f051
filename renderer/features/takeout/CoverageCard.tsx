import type { YearCoverage } from '../../../electron/contract/takeout-models.ts';
import { Card } from '../../components/Card.tsx';
import { ActivityIcon } from '../../components/icons.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import styles from './Coverage.module.css';
import { barOf, sumOf } from './coverage.ts';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.coverage;

/** Year by year: how much the exports held, how much of it is on disk, and how much of that was verified. */
export function CoverageCard({ coverage }: { readonly coverage: readonly YearCoverage[] }) {
  const most = Math.max(1, ...coverage.map(({ inExports }) => inExports));
  return (
    <Card title={strings.title} icon={ActivityIcon}>
      <p className={styles.lead}>{strings.lead}</p>
      <table className={styles.table}>
        <caption className={styles.caption}>{strings.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{strings.year}</th>
            <th scope="col" className={styles.shares}>
              {strings.share}
            </th>
            <th scope="col">
              <span className={styles.key} data-part="exports" aria-hidden="true" />
              {strings.inExports}
            </th>
            <th scope="col">
              <span className={styles.key} data-part="disk" aria-hidden="true" />
              {strings.onDisk}
            </th>
            <th scope="col">
              <span className={styles.key} data-part="verified" aria-hidden="true" />
              {strings.verified}
            </th>
          </tr>
        </thead>
        <tbody>
          {coverage.map((year) => (
            <YearRow key={year.year ?? strings.unknown} year={year} most={most} />
          ))}
        </tbody>
        <tfoot>
          <Numbers name={strings.all} of={sumOf(coverage)} />
        </tfoot>
      </table>
    </Card>
  );
}

function YearRow({ year, most }: { readonly year: YearCoverage; readonly most: number }) {
  const { exports, disk, verified } = barOf(year, most);
  return (
    <Numbers name={year.year === null ? strings.unknown : String(year.year)} of={year}>
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
  const formats = useFormats();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.shares}>{children}</td>
      <td data-column={strings.inExports}>{formats.count(of.inExports)}</td>
      <td data-column={strings.onDisk} data-short={of.onDisk < of.inExports}>
        {formats.count(of.onDisk)}
      </td>
      <td data-column={strings.verified}>{formats.count(of.verified)}</td>
    </tr>
  );
}
