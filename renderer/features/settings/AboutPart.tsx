import { useState } from 'react';
import { looksForUpdates } from '../../../electron/contract/desktop-models.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Facts } from '../../components/Facts.tsx';
import { InfoIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';

import { useSettings } from './use-settings.ts';

/** Which version this is, whose work is in it, and the way to end it. */
export function AboutPart() {
  const t = useTexts();
  const version = useSnapshot((snapshot) => snapshot.version);
  const set = useSettings();
  const quit = useCommand('app.quit');
  const [reading, setReading] = useState(false);
  return (
    <Card title={t('settings.parts.about')} icon={InfoIcon}>
      <p>{t('settings.about.promise')}</p>
      <Facts facts={[{ term: t('settings.about.version'), value: version }]} />
      <SwitchRow
        label={t('settings.about.updates')}
        hint={t('settings.about.updates-hint')}
        checked={looksForUpdates(set.settings)}
        onChange={(checkForUpdates) => set.change({ checkForUpdates, answeredUpdates: true })}
      />
      <div className={styles.buttons}>
        <Button onClick={() => setReading(true)}>{t('settings.about.licences')}</Button>
        <Button busy={quit.busy} onClick={() => void quit.run(null)}>
          {t('settings.about.quit')}
        </Button>
      </div>
      <p className={styles.soft}>{t('settings.about.quit-hint')}</p>
      <CommandFailures commands={[set, quit]} />
      <Dialog open={reading} title={t('settings.about.licences-title')} size="wide" onClose={() => setReading(false)}>
        <Licences />
      </Dialog>
    </Card>
  );
}

function Licences() {
  const t = useTexts();
  const answer = useAnswer('app.licences', null);
  if (answer.state === 'loading') return <Waiting label={t('settings.about.licences-loading')} />;
  if (answer.state === 'failed') return <ProblemNotice problem={answer.problem} />;
  return <pre className={styles.licences}>{answer.value}</pre>;
}
