import { Card } from '../../components/Card.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { RoutesTable } from './RoutesTable.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';

const strings = setupStrings.welcome;

/** What Afterimage can get from Google and what not, before anyone puts work into it. */
export function WelcomeStep() {
  return (
    <StepFrame step="welcome" title={strings.title} lead={strings.lead} next={strings.begin}>
      <Card title={strings.truthTitle}>
        <p>{strings.truth}</p>
        <RoutesTable />
      </Card>
      <Card title={strings.needs}>
        <ul className={styles.ticks}>
          {strings.needList.map((need) => (
            <li key={need}>
              <CheckIcon />
              <span>{need}</span>
            </li>
          ))}
        </ul>
      </Card>
    </StepFrame>
  );
}
