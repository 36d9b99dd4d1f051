import { Disclosure } from '../../components/Disclosure.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import styles from './Restore.module.css';

/** Files by their path, and why they are named. */
export interface NameListProps {
  readonly names: readonly { readonly path: string; readonly why: string | null }[];
  /** Of them all; not all are named. */
  readonly total: number;
  readonly label?: string;
}

/** Names behind a line that opens. */
export function NameList({ names, total, label }: NameListProps) {
  const t = useTexts();
  const more = total - names.length;
  return (
    <Disclosure label={label ?? t('restore.plan.names')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that. */}
      <ul className={styles.names} tabIndex={0}>
        {names.map(({ path, why }) => (
          <li className={styles.name} key={path} data-verbatim="">
            {path}
            {why === null ? null : <span className={styles.why}> · {why}</span>}
          </li>
        ))}
        {more <= 0 ? null : <li className={styles.why}>{t('restore.plan.more-names', { count: more })}</li>}
      </ul>
    </Disclosure>
  );
}
