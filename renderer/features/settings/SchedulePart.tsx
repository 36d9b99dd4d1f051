import type { Schedule } from '../../../electron/contract/desktop-models.ts';
import { Card } from '../../components/Card.tsx';
import { Choices } from '../../components/Choices.tsx';
import { Facts } from '../../components/Facts.tsx';
import { ClockIcon } from '../../components/icons.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { TimeField } from '../../components/TextFields.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';

import { useSettings } from './use-settings.ts';

const modes: readonly Schedule['mode'][] = ['continuous', 'every', 'daily', 'manual'];

/** What a mode begins with when it is chosen. */
const beginnings: Readonly<Record<Schedule['mode'], Schedule>> = {
  continuous: { mode: 'continuous' },
  every: { mode: 'every', hours: 6 },
  daily: { mode: 'daily', at: '02:00' },
  manual: { mode: 'manual' },
};

/** When backups start automatically. */
export function SchedulePart() {
  const t = useTexts();
  const set = useSettings();
  const { schedule } = set.settings;
  return (
    <Card title={t('settings.parts.schedule')} icon={ClockIcon}>
      <Choices
        label={t('settings.schedule.label')}
        value={schedule.mode}
        choices={modes.map((value) => ({
          value,
          label: t(`settings.schedule.modes.${value}.label`),
          hint: t(`settings.schedule.modes.${value}.hint`),
        }))}
        onChange={(mode) => set.change({ schedule: beginnings[mode] })}
      />
      {schedule.mode === 'every' ? (
        <NumberField
          label={t('settings.schedule.hours')}
          unit={t('settings.schedule.hours-unit')}
          value={schedule.hours}
          min={1}
          max={168}
          onCommit={(hours) => set.change({ schedule: { mode: 'every', hours: Math.round(hours ?? schedule.hours) } })}
        />
      ) : null}
      {schedule.mode === 'daily' ? (
        <TimeField
          label={t('settings.schedule.at')}
          value={schedule.at}
          onCommit={(at) => set.change({ schedule: { mode: 'daily', at } })}
        />
      ) : null}
      <NextTimes />
      <CommandFailures commands={[set]} />
    </Card>
  );
}

function NextTimes() {
  const t = useTexts();
  const nextRuns = useSnapshot((snapshot) => snapshot.nextRuns);
  const formats = useFormats();
  const now = useNow(60_000);
  const times = nextRuns.map((instant) => formats.nearTime(instant, now));
  return (
    <Facts
      facts={[
        {
          term: t('settings.schedule.next'),
          value: times.length === 0 ? t('settings.schedule.none') : formats.list(times),
        },
      ]}
    />
  );
}
