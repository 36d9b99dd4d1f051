import type { AppRestore, RestoreStage } from '../../../electron/contract/restore-desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CloudIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Restore.module.css';
import { RestoreState } from './RestoreState.tsx';
import { selectionWords } from './selection-words.ts';

export interface RestoreWaitsProps {
  readonly restore: AppRestore;
  readonly now: Extract<RestoreStage, { stage: 'permission' | 'planning' }>;
}

/** Google's page is open in the browser, or the account is looked at. */
export function RestoreWaits({ restore, now }: RestoreWaitsProps) {
  const t = useTexts();
  const formats = useFormats();
  const cancel = useCommand('restore.cancel');
  return (
    <Card title={selectionWords(restore, formats)} icon={CloudIcon}>
      <div className={styles.stack}>
        <Words restore={restore} now={now} />
        <div className={styles.buttons}>
          <Button busy={cancel.busy} onClick={() => void cancel.run(null)}>
            {t('restore.cancel')}
          </Button>
        </div>
        <CommandFailures commands={[cancel]} />
      </div>
    </Card>
  );
}

function Words({ restore: { email }, now }: RestoreWaitsProps) {
  const t = useTexts();
  const formats = useFormats();
  const time = useNow(60_000);
  if (now.stage === 'permission') {
    return <RestoreState title={t('restore.permission.title')} words={t('restore.permission.words', { email })} />;
  }
  if (now.waitingUntil === null) return <RestoreState title={t('restore.planning.title', { email })} />;
  const when = formats.nearTime(now.waitingUntil, time);
  return (
    <RestoreState title={t('restore.planning.waits')} words={t('restore.planning.waits-words', { when })} isCalm />
  );
}
