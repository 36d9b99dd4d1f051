import type { Schedule } from '../../../electron/contract/desktop-models.ts';
import { Card } from '../../components/Card.tsx';
import { Choices } from '../../components/Choices.tsx';
import { Facts } from '../../components/Facts.tsx';
import { ClockIcon } from '../../components/icons.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { TimeField } from '../../components/TextFields.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { settingsStrings } from './strings.ts';
import { useSettings } from './use-settings.ts';

const strings = settingsStrings.schedule;
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
  const set = useSettings();
  const { schedule } = set.settings;
  return (
    <Card title={settingsStrings.parts.schedule} icon={ClockIcon}>
      <Choices
        label={strings.label}
        value={schedule.mode}
        choices={modes.map((value) => ({ value, ...strings.modes[value] }))}
        onChange={(mode) => set.change({ schedule: beginnings[mode] })}
      />
      {schedule.mode === 'every' ? (
        <NumberField
          label={strings.hours}
          unit={strings.hoursUnit}
          value={schedule.hours}
          min={1}
          max={168}
          onCommit={(hours) => set.change({ schedule: { mode: 'every', hours: Math.round(hours ?? schedule.hours) } })}
        />
      ) : null}
      {schedule.mode === 'daily' ? (
        <TimeField
          label={strings.at}
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
  const nextRuns = useSnapshot((snapshot) => snapshot.nextRuns);
  const formats = useFormats();
  const now = useNow(60_000);
  const times = nextRuns.map((instant) => formats.nearTime(instant, now));
  return <Facts facts={[{ term: strings.next, value: times.length === 0 ? strings.none : formats.list(times) }]} />;
}
