import type { ReactNode } from 'react';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CheckIcon, SettingsIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';
import { settingsStrings } from './strings.ts';

const strings = settingsStrings.advanced;

/** What is rarely needed. */
export function AdvancedPart() {
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
    <Card title={settingsStrings.parts.advanced} icon={SettingsIcon}>
      <div>
        <Row words={strings.fullHint}>
          <Button busy={full.busy} disabled={running} onClick={() => void full.run({ full: true })}>
            {strings.full}
          </Button>
        </Row>
        <Row words={strings.restartHint}>
          <Button busy={restart.busy} onClick={() => void restart.run(null)}>
            {strings.restart}
          </Button>
        </Row>
        <Row words={strings.logHint}>
          <Button busy={log.busy} onClick={() => void log.run(null)}>
            {strings.log}
          </Button>
        </Row>
        <Row words={strings.bundleHint}>
          <Button busy={bundle.busy} onClick={() => void saveBundle()}>
            {strings.bundle}
          </Button>
        </Row>
      </div>
      {saved ? (
        <Notice
          tone="good"
          icon={CheckIcon}
          title={strings.bundleSaved}
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
