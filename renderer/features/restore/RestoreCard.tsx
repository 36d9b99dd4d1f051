import type { AppRestore } from '../../../electron/contract/restore-desktop-models.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CloudIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Restore.module.css';
import { RestoreProgressNumbers } from './RestoreProgressNumbers.tsx';
import { RestoreNow } from './RestoreUnderWay.tsx';

/** A restore on the Overview: how far it is, and the way to it. Nothing without one. */
export function RestoreCard() {
  const t = useTexts();
  const restore = useSnapshot((snapshot) => snapshot.restore);
  if (restore === null) return null;
  return (
    <Card title={t('restore.card.title')} icon={CloudIcon}>
      <div className={styles.stack}>
        <Now now={restore.now} />
        <div className={styles.buttons}>
          <Button onClick={() => goTo('restore')}>{t('restore.card.open')}</Button>
        </div>
      </div>
    </Card>
  );
}

function Now({ now }: { readonly now: AppRestore['now'] }) {
  const t = useTexts();
  switch (now.stage) {
    case 'sending':
    case 'waiting':
    case 'paused':
    case 'halted':
      return (
        <>
          <RestoreNow now={now} />
          <RestoreProgressNumbers now={now} />
        </>
      );
    default:
      return <p>{t(`restore.card.${now.stage}`)}</p>;
  }
}
