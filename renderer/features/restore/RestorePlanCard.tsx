import type { AppRestore } from '../../../electron/contract/restore-desktop-models.ts';
import type { RestorePlan } from '../../../electron/contract/restore-models.ts';
import { Card } from '../../components/Card.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CloudIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { ConfirmRestore, NothingToRestore } from './ConfirmRestore.tsx';
import { PlanWarnings } from './PlanWarnings.tsx';
import styles from './Restore.module.css';
import { selectionWords } from './selection-words.ts';

export interface RestorePlanCardProps {
  readonly restore: AppRestore;
  readonly plan: RestorePlan;
}

/** What would be uploaded, how long that takes, what to know before, and the person's yes. */
export function RestorePlanCard({ restore, plan }: RestorePlanCardProps) {
  const t = useTexts();
  const formats = useFormats();
  const isNothing = plan.items === 0 && plan.albums === 0;
  return (
    <Card title={t('restore.plan.title', { email: plan.email })} icon={CloudIcon}>
      <div className={styles.stack}>
        <p className={styles.soft}>{selectionWords(restore, formats)}</p>
        {isNothing ? null : <PlanNumbers plan={plan} />}
        {isNothing ? null : <PlanWords plan={plan} />}
        <PlanWarnings plan={plan} />
        {isNothing ? <NothingToRestore plan={plan} /> : <ConfirmRestore plan={plan} />}
      </div>
    </Card>
  );
}

function PlanNumbers({ plan }: { readonly plan: RestorePlan }) {
  const t = useTexts();
  const formats = useFormats();
  const { items, bytes, albums, days } = plan;
  return (
    <Facts
      layout="columns"
      facts={[
        { term: t('restore.plan.items'), value: formats.count(items) },
        { term: t('restore.plan.bytes'), value: formats.bytes(bytes) },
        ...(albums === 0 ? [] : [{ term: t('restore.plan.albums'), value: albumsOf(plan, formats) }]),
        {
          term: t('restore.plan.time'),
          value: isDoneToday(plan) ? t('restore.plan.today') : t('restore.plan.days', { days }),
        },
      ]}
    />
  );
}

function albumsOf({ albums, newAlbums }: RestorePlan, { t, count }: Formats): string {
  const isMixed = newAlbums > 0 && newAlbums < albums;
  return isMixed ? t('restore.plan.albums-new', { albums, new: newAlbums }) : count(albums);
}

/** One day of work is not done today when today's requests are used up. */
function isDoneToday({ days, requests, requestsLeft }: RestorePlan): boolean {
  return days <= 1 && requests <= requestsLeft;
}

/** Why it takes so long, what is there already, and what is done on the way. */
function PlanWords({ plan }: { readonly plan: RestorePlan }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const { requests, requestsPerDay: perDay, requestsLeft: left, present, completed, shortened, endsAt } = plan;
  const when = formats.nearTime(endsAt, now);
  return (
    <div className={styles.tight}>
      <p>
        {isDoneToday(plan)
          ? t('restore.plan.today-words', { requests, left })
          : t('restore.plan.days-words', { perDay, requests, when })}
      </p>
      {present === 0 ? null : <p>{t('restore.plan.present', { present })}</p>}
      {completed === 0 ? null : <p>{t('restore.plan.completed', { completed })}</p>}
      {shortened === 0 ? null : <p>{t('restore.plan.shortened', { shortened })}</p>}
    </div>
  );
}
