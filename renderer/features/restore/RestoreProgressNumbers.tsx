import { type Fact, Facts } from '../../components/Facts.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useNow } from '../../components/use-now.ts';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './Restore.module.css';
import type { StageUnderWay } from './stage-under-way.ts';

/** How far it is, how fast, and when it ends. Silent: it ticks. */
export function RestoreProgressNumbers({ now }: { readonly now: StageUnderWay }) {
  const t = useTexts();
  const formats = useFormats();
  const time = useNow(60_000);
  const { done, items } = ofPhase(now);
  const endsAt = endOf(now);
  const counted = t('restore.way.of', { done, items });
  return (
    <div className={styles.progress}>
      <Progress label={t('restore.way.label')} value={items === 0 ? null : done / items} valueText={counted} />
      <Facts layout="columns" facts={factsOf(now, counted, formats)} />
      {endsAt === null ? null : <p>{t('restore.way.ends', { when: formats.nearTime(endsAt, time) })}</p>}
    </div>
  );
}

/** Of the phase that it is in: albums and reading back have counts of their own. */
function ofPhase(now: StageUnderWay): { readonly done: number; readonly items: number } {
  const { done, items } = now;
  if (now.stage !== 'sending' || now.progress === null || now.progress.phase === 'sending') return { done, items };
  return { done: now.progress.done, items: now.progress.total };
}

function factsOf(now: StageUnderWay, counted: string, formats: Formats): readonly Fact[] {
  const { t } = formats;
  const facts: Fact[] = [{ term: t('restore.way.items'), value: counted }];
  const progress = now.stage === 'sending' ? now.progress : null;
  if (progress !== null && progress.totalBytes > 0) {
    const size = { bytes: formats.bytes(progress.bytes), total: formats.bytes(progress.totalBytes) };
    facts.push({ term: t('restore.way.size'), value: t('restore.way.size-of', size) });
    facts.push({ term: t('restore.way.speed'), value: formats.rate(progress.bytesPerSecond) });
  }
  return facts;
}

/** As far as the speed and the requests of each day tell. */
function endOf(now: StageUnderWay): string | null {
  if (now.stage === 'waiting') return now.endsAt;
  return now.stage === 'sending' ? (now.progress?.endsAt ?? null) : null;
}
