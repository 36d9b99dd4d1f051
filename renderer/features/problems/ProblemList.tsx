import { useCallback } from 'react';
import type { ProblemGroup } from '../../../electron/contract/desktop-models.ts';
import { useAsk } from '../../api/api-context.tsx';
import { usePages } from '../../api/use-pages.ts';
import { Button } from '../../components/Button.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './Problems.module.css';

const pageSize = 100;

/** Every single occurrence of one cause, page by page. */
export function ProblemList({ group }: { readonly group: ProblemGroup }) {
  const t = useTexts();
  const ask = useAsk();
  const formats = useFormats();
  const { code } = group;
  const load = useCallback(
    (offset: number, limit: number) => ask('problems.list', { code, offset, limit }),
    [ask, code],
  );
  const { items, loading, ended, problem, more } = usePages(load, pageSize, `${group.count} ${group.newest}`);
  return (
    <div className={styles.list}>
      <ul>
        {items.map((item) => (
          <li className={styles.occurrence} key={item.id}>
            <span className={styles.subject}>{item.problem.subject ?? t('problems.nothing-to-name')}</span>
            {item.problem.detail === undefined ? null : <span className={styles.detail}>{item.problem.detail}</span>}
            <time className={styles.soft} dateTime={item.at}>
              {formats.dateTime(item.at)}
            </time>
          </li>
        ))}
      </ul>
      {loading ? <Waiting label={t('problems.loading')} /> : null}
      {problem === null ? null : (
        <ProblemNotice problem={problem} actions={<Button onClick={more}>{t('problems.again')}</Button>} />
      )}
      {ended || loading || problem !== null ? null : (
        <Button size="small" onClick={more}>
          {t('problems.more')}
        </Button>
      )}
    </div>
  );
}
