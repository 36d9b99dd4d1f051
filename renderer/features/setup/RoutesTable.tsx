import { useTexts } from '../../formatting/formats-context.tsx';
import styles from './RoutesTable.module.css';

/** Google's names of the routes are the same in every language. */
const rows = [
  { key: 'library', route: 'Library API', whole: 'no', originals: 'no', alone: 'yes' },
  { key: 'picker', route: 'Picker', whole: 'no', originals: 'no', alone: 'no' },
  { key: 'takeout', route: 'Takeout', whole: 'yes', originals: 'yes', alone: 'nearly' },
] as const;

/** Which official route gives what. */
export function RoutesTable() {
  const t = useTexts();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('setup.welcome.routes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('setup.welcome.route')}</th>
          <th scope="col">{t('setup.welcome.whole')}</th>
          <th scope="col">{t('setup.welcome.originals')}</th>
          <th scope="col">{t('setup.welcome.alone')}</th>
          <th scope="col">{t('setup.welcome.command')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, route, whole, originals, alone }) => (
          <tr key={key}>
            <th scope="row">
              {route}
              <span className={styles.what}>{t(`setup.welcome.rows.${key}.what`)}</span>
            </th>
            <Verdict column={t('setup.welcome.whole')} verdict={whole} />
            <Verdict column={t('setup.welcome.originals')} verdict={originals} />
            <Verdict column={t('setup.welcome.alone')} verdict={alone} />
            <td data-column={t('setup.welcome.command')}>{t(`setup.welcome.rows.${key}.command`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface VerdictProps {
  readonly column: string;
  readonly verdict: 'yes' | 'no' | 'nearly';
}

function Verdict({ column, verdict }: VerdictProps) {
  const t = useTexts();
  return (
    <td data-column={column}>
      <span className={styles.verdict} data-verdict={verdict}>
        {t(`setup.welcome.verdicts.${verdict}`)}
      </span>
    </td>
  );
}
