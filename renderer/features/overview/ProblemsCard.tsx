import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ProblemsIcon } from '../../components/icons.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { WaysOut } from '../ways-out/WaysOut.tsx';
import styles from './Overview.module.css';

const shown = 3;

/** The causes of problems that need a person or more than one try, each with its way out. */
export function ProblemsCard() {
  const t = useTexts();
  const groups = useSnapshot((snapshot) => snapshot.problems);
  const formats = useFormats();
  if (groups.length === 0) return null;
  const rest = groups.length - shown;
  return (
    <Card title={t('overview.problems.title')} icon={ProblemsIcon}>
      <ul className={styles.causes}>
        {groups.slice(0, shown).map((group) => (
          <li className={styles.cause} key={group.code}>
            <p className={styles.causeHead}>
              {formats.problem(group).title}
              <Badge tone={group.retry === 'automatic' ? 'calm' : 'warn'}>
                {t('overview.problems.times', { count: group.count })}
              </Badge>
            </p>
            <p className={styles.soft}>{formats.problem(group).wayOut}</p>
            <WaysOut code={group.code} link={group.link} prominent={false} />
          </li>
        ))}
      </ul>
      <div className={styles.footer}>
        {rest > 0 ? <span className={styles.soft}>{t('overview.problems.more', { count: rest })}</span> : null}
        <Button size="small" kind="quiet" onClick={() => goTo('problems')}>
          {t('overview.problems.all')}
        </Button>
      </div>
    </Card>
  );
}
