import { Card } from '../../components/Card.tsx';
import { BellIcon, PlayIcon, PowerIcon } from '../../components/icons.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { settingsStrings as strings } from './strings.ts';
import { useSettings } from './use-settings.ts';

/** What the app tells by the system's notifications. */
export function NotificationsPart() {
  const set = useSettings();
  const words = strings.notifications;
  return (
    <Card title={strings.parts.notifications} icon={BellIcon}>
      <SwitchRow
        label={words.problems}
        hint={words.problemsHint}
        checked={set.settings.notifyProblems}
        onChange={(notifyProblems) => set.change({ notifyProblems })}
      />
      <SwitchRow
        label={words.firstSuccess}
        checked={set.settings.notifyFirstSuccess}
        onChange={(notifyFirstSuccess) => set.change({ notifyFirstSuccess })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}

/** Whether the app starts automatically, and how. */
export function StartupPart() {
  const set = useSettings();
  return (
    <Card title={strings.parts.startup} icon={PlayIcon}>
      <SwitchRow
        label={strings.startup.login}
        checked={set.settings.launchAtLogin}
        onChange={(launchAtLogin) => set.change({ launchAtLogin })}
      />
      <SwitchRow
        label={strings.startup.hidden}
        hint={strings.startup.hiddenHint}
        checked={set.settings.startHidden}
        disabled={!set.settings.launchAtLogin}
        onChange={(startHidden) => set.change({ startHidden })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}

/** What the backup does when power or data are dear. */
export function PowerPart() {
  const set = useSettings();
  const words = strings.power;
  return (
    <Card title={strings.parts.power} icon={PowerIcon}>
      <SwitchRow
        label={words.battery}
        checked={set.settings.runOnBattery}
        onChange={(runOnBattery) => set.change({ runOnBattery })}
      />
      <SwitchRow
        label={words.metered}
        hint={words.meteredHint}
        checked={set.settings.runOnMetered}
        onChange={(runOnMetered) => set.change({ runOnMetered })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}
