import { Card } from '../../components/Card.tsx';
import { GaugeIcon } from '../../components/icons.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { QuotaCard } from '../quota/QuotaCard.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { useSettings } from './use-settings.ts';

const bytesPerMegabyte = 1_000_000;

/** How much of the line and of Google's limits the backup may use. */
export function LimitsPart() {
  const t = useTexts();
  const set = useSettings();
  const { bandwidthLimit, dailyRequestLimit } = set.settings;
  return (
    <>
      <Card title={t('settings.parts.limits')} icon={GaugeIcon}>
        <NumberField
          label={t('settings.limits.bandwidth')}
          unit={t('settings.limits.bandwidth-unit')}
          hint={t('settings.limits.bandwidth-hint')}
          value={bandwidthLimit === null ? null : bandwidthLimit / bytesPerMegabyte}
          min={0.1}
          max={10_000}
          fractionDigits={1}
          onCommit={(value) =>
            set.change({ bandwidthLimit: value === null ? null : Math.round(value * bytesPerMegabyte) })
          }
        />
        <NumberField
          label={t('settings.limits.requests')}
          unit={t('settings.limits.requests-unit')}
          hint={t('settings.limits.requests-hint')}
          value={dailyRequestLimit}
          min={1}
          max={10_000_000}
          onCommit={(value) => set.change({ dailyRequestLimit: value === null ? null : Math.round(value) })}
        />
        <CommandFailures commands={[set]} />
      </Card>
      <QuotaCard />
    </>
  );
}
