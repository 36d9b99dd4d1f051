import type { QuotaState } from '../../../electron/contract/models.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { GaugeIcon } from '../../components/icons.tsx';
import { Meter } from '../../components/Meter.tsx';
import type { Tone } from '../../components/tone.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Quota.module.css';

const stateTones: Readonly<Record<QuotaState['state'], Tone>> = {
  ok: 'good',
  slowed: 'warn',
  waiting: 'warn',
  stopped: 'bad',
};

/**
 * What of Google's daily limits is used, and whether that slows the backup down, until when and why. That it does is the
 * Overview's own sentence, and said there alone.
 */
export function QuotaCard() {
  const t = useTexts();
  const quota = useSnapshot((snapshot) => snapshot.quota);
  return (
    <Card
      title={t('quota.title')}
      icon={GaugeIcon}
      aside={
        quota === null ? undefined : <Badge tone={stateTones[quota.state]}>{t(`quota.states.${quota.state}`)}</Badge>
      }
    >
      {quota === null ? <p className={styles.soft}>{t('quota.unknown')}</p> : <QuotaBars quota={quota} />}
    </Card>
  );
}

function QuotaBars({ quota }: { readonly quota: QuotaState }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const reason = quota.reason === null ? null : formats.problem(quota.reason);
  const bars = [
    { label: t('quota.api'), ...quota.apiRequests },
    { label: t('quota.media'), ...quota.mediaRequests },
  ];
  return (
    <>
      {bars.map(({ label, used, limit }) => (
        <Meter
          key={label}
          label={label}
          used={used}
          limit={limit}
          text={t('quota.used', { used, limit })}
          tone={toneOf(used, limit)}
        />
      ))}
      <div className={styles.tallies}>
        {reason === null ? null : <p>{reason.explanation}</p>}
        {quota.waitingUntil === null || quota.waitingUntil === quota.resetsAt ? null : (
          <p>{t('quota.waiting-until', { when: formats.nearTime(quota.waitingUntil, now) })}</p>
        )}
        <p>{t('quota.resets', { when: formats.nearTime(quota.resetsAt, now) })}</p>
        {quota.state === 'waiting' || quota.state === 'stopped' ? <p>{t('quota.words')}</p> : null}
      </div>
    </>
  );
}

function toneOf(used: number, limit: number): Tone {
  if (used >= limit) return 'bad';
  return used >= limit * 0.8 ? 'warn' : 'running';
}
