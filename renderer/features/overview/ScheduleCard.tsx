import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ClockIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Overview.module.css';

/** The next three times at which a backup starts automatically. */
export function ScheduleCard() {
  const t = useTexts();
  const nextRuns = useSnapshot((snapshot) => snapshot.nextRuns);
  const paused = useSnapshot((snapshot) => snapshot.pause !== null);
  const running = useSnapshot((snapshot) => snapshot.run !== null);
  const now = useNow(60_000);
  const formats = useFormats();
  return (
    <Card title={t('overview.schedule.title')} icon={ClockIcon}>
      {nextRuns.length === 0 ? (
        <p className={styles.soft}>
          {running
            ? t('overview.schedule.running')
            : paused
              ? t('overview.schedule.paused')
              : t('overview.schedule.none')}
        </p>
      ) : (
        <ol className={styles.times}>
          {nextRuns.map((instant) => (
            <li key={instant}>
              <span>{formats.nearTime(instant, now)}</span>
              <span className={styles.soft}>{formats.relative(instant, now)}</span>
            </li>
          ))}
        </ol>
      )}
      <div className={styles.footer}>
        <Button size="small" kind="quiet" onClick={() => goTo('settings', 'schedule')}>
          {t('overview.schedule.change')}
        </Button>
      </div>
    </Card>
  );
}
