import { readsLibrary } from '../../../electron/contract/library-route.ts';
import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ConditionNotices } from '../conditions/Conditions.tsx';
import { ChooseCard } from '../pick/ChooseCard.tsx';
import { QuotaCard } from '../quota/QuotaCard.tsx';
import { showsQuotaCard } from '../quota/quota-matters.ts';
import { RestoreCard } from '../restore/RestoreCard.tsx';
import { CoverageCard } from './CoverageCard.tsx';
import { LibraryCard } from './LibraryCard.tsx';
import styles from './Overview.module.css';
import { ProblemsCard } from './ProblemsCard.tsx';
import { RunsCard } from './RunsCard.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';
import { StateCard } from './StateCard.tsx';

/** The state at a glance: what is done, what is running, what needs a person, what comes next. */
export function OverviewScreen() {
  const t = useTexts();
  const hasLibrary = useSnapshot(readsLibrary);
  const showsQuota = useSnapshot(showsQuotaCard);
  const mayChoose = useSnapshot((snapshot) => snapshot.plan.door !== 'library' || snapshot.accounts.length > 0);
  return (
    <Page title={t('overview.title')}>
      <StateCard />
      <ConditionNotices />
      <CoverageCard />
      <RestoreCard />
      <ProblemsCard />
      {mayChoose ? <ChooseCard /> : null}
      <div className={showsQuota ? styles.pair : undefined}>
        <LibraryCard />
        {showsQuota ? <QuotaCard /> : null}
      </div>
      <div className={hasLibrary ? styles.pair : undefined}>
        <RunsCard />
        {hasLibrary ? <ScheduleCard /> : null}
      </div>
    </Page>
  );
}
