import { Card } from '../../components/Card.tsx';
import { GaugeIcon } from '../../components/icons.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { settingsStrings } from './strings.ts';
import { useSettings } from './use-settings.ts';

const strings = settingsStrings.limits;
const bytesPerMegabyte = 1_000_000;

/** How much of the line and of Google's limits the backup may use. */
export function LimitsPart() {
  const set = useSettings();
  const { bandwidthLimit, dailyRequestLimit } = set.settings;
  return (
    <Card title={settingsStrings.parts.limits} icon={GaugeIcon}>
      <NumberField
        label={strings.bandwidth}
        unit={strings.bandwidthUnit}
        hint={strings.bandwidthHint}
        value={bandwidthLimit === null ? null : bandwidthLimit / bytesPerMegabyte}
        min={0.1}
        max={10_000}
        fractionDigits={1}
        onCommit={(value) =>
          set.change({ bandwidthLimit: value === null ? null : Math.round(value * bytesPerMegabyte) })
        }
      />
      <NumberField
        label={strings.requests}
        unit={strings.requestsUnit}
        hint={strings.requestsHint}
        value={dailyRequestLimit}
        min={1}
        max={10_000_000}
        onCommit={(value) => set.change({ dailyRequestLimit: value === null ? null : Math.round(value) })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}
