import { defaultScrubDays } from '../../../electron/contract/settings.ts';
import { Card } from '../../components/Card.tsx';
import { GaugeIcon } from '../../components/icons.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';

import { useSettings } from './use-settings.ts';

/** Whether stored photos are read again while nothing else is to be done, and how often each. */
export function ScrubPart() {
  const t = useTexts();
  const set = useSettings();
  const { scrubDays } = set.settings;
  return (
    <Card title={t('settings.parts.scrub')} icon={GaugeIcon}>
      <SwitchRow
        label={t('settings.scrub.label')}
        hint={t('settings.scrub.hint')}
        checked={scrubDays !== null}
        onChange={(on) => set.change({ scrubDays: on ? defaultScrubDays : null })}
      />
      <NumberField
        label={t('settings.scrub.days')}
        unit={t('settings.scrub.days-unit')}
        value={scrubDays ?? defaultScrubDays}
        min={1}
        max={3_650}
        disabled={scrubDays === null}
        onCommit={(days) => set.change({ scrubDays: days === null ? defaultScrubDays : Math.round(days) })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}
