import { Page } from '../../components/Page.tsx';
import { ConditionNotices } from '../conditions/Conditions.tsx';
import { ChooseCard } from '../pick/ChooseCard.tsx';
import { CoverageCard } from './CoverageCard.tsx';
import { LibraryCard } from './LibraryCard.tsx';
import styles from './Overview.module.css';
import { ProblemsCard } from './ProblemsCard.tsx';
import { QuotaCard } from './QuotaCard.tsx';
import { RunsCard } from './RunsCard.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';
import { StateCard } from './StateCard.tsx';
import { overviewStrings as strings } from './strings.ts';

/** The state at a glance: what is done, what is running, what needs a person, what comes next. */
export function OverviewScreen() {
  return (
    <Page title={strings.title}>
      <StateCard />
      <ConditionNotices />
      <CoverageCard />
      <ProblemsCard />
      <ChooseCard />
      <div className={styles.pair}>
        <LibraryCard />
        <QuotaCard />
      </div>
      <div className={styles.pair}>
        <RunsCard />
        <ScheduleCard />
      </div>
    </Page>
  );
}
