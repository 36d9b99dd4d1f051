import type { ReactNode } from 'react';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CheckIcon, SettingsIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';

/** What is rarely needed. */
export function AdvancedPart() {
  const t = useTexts();
  const running = useSnapshot((snapshot) => snapshot.run !== null);
  const full = useCommand('backup.start');
  const restart = useCommand('app.restartEngine');
  const log = useCommand('app.showLog');
  const bundle = useCommand('app.saveSupportBundle');
  const [saved, setSaved] = useState(false);
  async function saveBundle(): Promise<void> {
    setSaved(false);
    const answer = await bundle.run(null);
    setSaved(answer.ok && answer.value.saved);
  }
  return (
    <Card title={t('settings.parts.advanced')} icon={SettingsIcon}>
      <div>
        <Row words={t('settings.advanced.full-hint')}>
          <Button busy={full.busy} disabled={running} onClick={() => void full.run({ full: true })}>
            {t('settings.advanced.full')}
          </Button>
        </Row>
        <Row words={t('settings.advanced.restart-hint')}>
          <Button busy={restart.busy} onClick={() => void restart.run(null)}>
            {t('settings.advanced.restart')}
          </Button>
        </Row>
        <Row words={t('settings.advanced.log-hint')}>
          <Button busy={log.busy} onClick={() => void log.run(null)}>
            {t('settings.advanced.log')}
          </Button>
        </Row>
        <Row words={t('settings.advanced.bundle-hint')}>
          <Button busy={bundle.busy} onClick={() => void saveBundle()}>
            {t('settings.advanced.bundle')}
          </Button>
        </Row>
      </div>
      {saved ? (
        <Notice
          tone="good"
          icon={CheckIcon}
          title={t('settings.advanced.bundle-saved')}
          announce="status"
          onDismiss={() => setSaved(false)}
        />
      ) : null}
      <CommandFailures commands={[full, restart, log, bundle]} />
    </Card>
  );
}

function Row({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <p className={styles.rowWords}>{words}</p>
      {children}
    </div>
  );
}
