import styles from './RoutesTable.module.css';
import { setupStrings } from './strings.ts';

const strings = setupStrings.welcome;

/** Which official route gives what. */
export function RoutesTable() {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{strings.routes}</caption>
      <thead>
        <tr>
          <th scope="col">{strings.route}</th>
          <th scope="col">{strings.whole}</th>
          <th scope="col">{strings.originals}</th>
          <th scope="col">{strings.alone}</th>
          <th scope="col">{strings.command}</th>
        </tr>
      </thead>
      <tbody>
        {strings.rows.map(({ route, what, whole, originals, alone, command }) => (
          <tr key={route}>
            <th scope="row">
              {route}
              <span className={styles.what}>{what}</span>
            </th>
            <Verdict column={strings.whole} verdict={whole} />
            <Verdict column={strings.originals} verdict={originals} />
            <Verdict column={strings.alone} verdict={alone} />
            <td data-column={strings.command}>{command}</td>
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
  return (
    <td data-column={column}>
      <span className={styles.verdict} data-verdict={verdict}>
        {strings[verdict]}
      </span>
    </td>
  );
}
