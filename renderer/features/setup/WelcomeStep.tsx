import { useState } from 'react';
import { type SetupDoor, setupDoors } from '../../../electron/contract/setup-models.ts';
import { Button } from '../../components/Button.tsx';
import { Choices } from '../../components/Choices.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { RoutesTable } from './RoutesTable.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';
import { useSteps } from './use-steps.ts';

const strings = setupStrings.welcome;

/** What a person has decides the way: three doors, each asking for no more than it needs. */
export function WelcomeStep() {
  const chosen = useSnapshot((snapshot) => snapshot.plan.door);
  const [door, setDoor] = useState<SetupDoor>(chosen ?? 'library');
  const { goOn, going, planning } = useSteps();
  return (
    <StepFrame
      title={strings.title}
      lead={strings.lead}
      primary={
        <Button kind="primary" size="large" busy={going.busy || planning.busy} onClick={() => void goOn({ door })}>
          {setupStrings.next}
        </Button>
      }
    >
      <div className={styles.doors}>
        <Choices<SetupDoor>
          label={strings.doorsLabel}
          value={door}
          choices={setupDoors.map((value) => ({ value, ...strings.doors[value] }))}
          onChange={setDoor}
        />
      </div>
      <p className={styles.soft}>{strings.needs[door]}</p>
      <Disclosure label={strings.truthTitle}>
        <div className={styles.column}>
          <p>{strings.truth}</p>
          <RoutesTable />
        </div>
      </Disclosure>
    </StepFrame>
  );
}
