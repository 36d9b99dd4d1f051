import { useState } from 'react';
import { type SetupDoor, setupDoors } from '../../../electron/contract/setup-models.ts';
import { Button } from '../../components/Button.tsx';
import { Choices } from '../../components/Choices.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { RoutesTable } from './RoutesTable.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { useSteps } from './use-steps.ts';

/** What a person has decides the way: three doors, each asking for no more than it needs. */
export function WelcomeStep() {
  const t = useTexts();
  const chosen = useSnapshot((snapshot) => snapshot.plan.door);
  const [door, setDoor] = useState<SetupDoor>(chosen ?? 'library');
  const { goOn, going, planning } = useSteps();
  return (
    <StepFrame
      title={t('setup.welcome.title')}
      lead={t('setup.welcome.lead')}
      primary={
        <Button kind="primary" size="large" busy={going.busy || planning.busy} onClick={() => void goOn({ door })}>
          {t('setup.next')}
        </Button>
      }
    >
      <div className={styles.doors}>
        <Choices<SetupDoor>
          label={t('setup.welcome.doors-label')}
          value={door}
          choices={setupDoors.map((value) => ({
            value,
            label: t(`setup.welcome.doors.${value}.label`),
            hint: t(`setup.welcome.doors.${value}.hint`),
          }))}
          onChange={setDoor}
        />
      </div>
      <p className={styles.soft}>{t(`setup.welcome.needs.${door}`)}</p>
      <Disclosure label={t('setup.welcome.truth-title')}>
        <div className={styles.column}>
          <p>{t('setup.welcome.truth')}</p>
          <RoutesTable />
        </div>
      </Disclosure>
    </StepFrame>
  );
}
