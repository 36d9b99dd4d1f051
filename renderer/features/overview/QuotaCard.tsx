import type { QuotaState } from '../../../electron/contract/models.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { GaugeIcon } from '../../components/icons.tsx';
import { Meter } from '../../components/Meter.tsx';
import type { Tone } from '../../components/tone.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Overview.module.css';
import { overviewStrings } from './strings.ts';

const strings = overviewStrings.quota;
const stateTones: Readonly<Record<QuotaState['state'], Tone>> = {
  ok: 'good',
  slowed: 'warn',
  waiting: 'warn',
  stopped: 'bad',
};

/** What of Google's daily limits is used, and whether that slows the backup down, until when and why. */
export function QuotaCard() {
  const quota = useSnapshot((snapshot) => snapshot.quota);
  return (
    <Card
      title={strings.title}
      icon={GaugeIcon}
      aside={quota === null ? undefined : <Badge tone={stateTones[quota.state]}>{strings.states[quota.state]}</Badge>}
    >
      {quota === null ? <p className={styles.soft}>{strings.unknown}</p> : <QuotaBars quota={quota} />}
    </Card>
  );
}

function QuotaBars({ quota }: { readonly quota: QuotaState }) {
  const formats = useFormats();
  const now = useNow(60_000);
  const reason = quota.reason === null ? null : formats.problem(quota.reason);
  const bars = [
    { label: strings.api, ...quota.apiRequests },
    { label: strings.media, ...quota.mediaRequests },
  ];
  return (
    <>
      {bars.map(({ label, used, limit }) => (
        <Meter
          key={label}
          label={label}
          used={used}
          limit={limit}
          text={strings.used(formats.count(used), formats.count(limit))}
          tone={toneOf(used, limit)}
        />
      ))}
      <div className={styles.tallies}>
        {quota.waitingUntil === null ? null : <p>{strings.waitingUntil(formats.nearTime(quota.waitingUntil, now))}</p>}
        {reason === null ? null : (
          <p>
            {reason.title}: {reason.explanation}
          </p>
        )}
        <p>{strings.resets(formats.nearTime(quota.resetsAt, now))}</p>
      </div>
    </>
  );
}

function toneOf(used: number, limit: number): Tone {
  if (used >= limit) return 'bad';
  return used >= limit * 0.8 ? 'warn' : 'running';
}
