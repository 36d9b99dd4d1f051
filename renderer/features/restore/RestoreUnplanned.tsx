import type { Problem } from '../../../electron/contract/problem.ts';
import type { AppRestore } from '../../../electron/contract/restore-desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { RetryIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Restore.module.css';
import { RestoreWaysOn } from './RestoreWaysOn.tsx';

export interface RestoreUnplannedProps {
  readonly restore: AppRestore;
  readonly problem: Problem;
}

/** Why there is no plan, and how to come to one. */
export function RestoreUnplanned({ restore: { selection, account }, problem }: RestoreUnplannedProps) {
  const t = useTexts();
  const again = useCommand('restore.plan');
  const dismiss = useCommand('restore.dismiss');
  return (
    <div className={styles.stack}>
      <ProblemNotice problem={problem} announce="status" />
      <div className={styles.buttons}>
        <Button
          kind="primary"
          icon={RetryIcon}
          busy={again.busy}
          onClick={() => void again.run({ selection, account })}
        >
          {t('restore.unplanned.again')}
        </Button>
        <RestoreWaysOn problem={problem} account={account} />
        <Button busy={dismiss.busy} onClick={() => void dismiss.run(null)}>
          {t('restore.unplanned.back')}
        </Button>
      </div>
      <CommandFailures commands={[again, dismiss]} />
    </div>
  );
}
