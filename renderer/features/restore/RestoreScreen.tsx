import type { AppRestore } from '../../../electron/contract/restore-desktop-models.ts';
import { assertNever } from '../../../electron/contract/result.ts';
import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { RestoreDraftCard } from './RestoreDraftCard.tsx';
import { RestoreOutcome } from './RestoreOutcome.tsx';
import { RestorePlanCard } from './RestorePlanCard.tsx';
import { RestoreUnderWay } from './RestoreUnderWay.tsx';
import { RestoreUnplanned } from './RestoreUnplanned.tsx';
import { RestoreWaits } from './RestoreWaits.tsx';

/** From the backup back to Google Photos: what, the plan, the uploading, and what arrived. */
export function RestoreScreen() {
  const t = useTexts();
  const restore = useSnapshot((snapshot) => snapshot.restore);
  return (
    <Page title={t('restore.title')} lead={t('restore.lead')}>
      {restore === null ? <RestoreDraftCard /> : <Stage restore={restore} />}
    </Page>
  );
}

function Stage({ restore }: { readonly restore: AppRestore }) {
  const { now } = restore;
  switch (now.stage) {
    case 'permission':
    case 'planning':
      return <RestoreWaits restore={restore} now={now} />;
    case 'planned':
      return <RestorePlanCard restore={restore} plan={now.plan} />;
    case 'unplanned':
      return <RestoreUnplanned restore={restore} problem={now.problem} />;
    case 'sending':
    case 'waiting':
    case 'paused':
    case 'halted':
      return <RestoreUnderWay restore={restore} now={now} />;
    case 'ended':
      return <RestoreOutcome restore={restore} report={now.report} />;
    default:
      return assertNever(now);
  }
}
