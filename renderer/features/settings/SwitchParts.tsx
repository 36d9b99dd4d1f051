import { gentleTimes } from '../../../electron/contract/desktop-models.ts';
import { Card } from '../../components/Card.tsx';
import { BellIcon, PlayIcon, PowerIcon } from '../../components/icons.tsx';
import { Select } from '../../components/Select.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { useSettings } from './use-settings.ts';

/* The parts of the settings that are switches alone: notifications, starting, power. */

/** What the app tells by the system's notifications. */
export function NotificationsPart() {
  const t = useTexts();
  const set = useSettings();
  return (
    <Card title={t('settings.parts.notifications')} icon={BellIcon}>
      <SwitchRow
        label={t('settings.notifications.problems')}
        hint={t('settings.notifications.problems-hint')}
        checked={set.settings.notifyProblems}
        onChange={(notifyProblems) => set.change({ notifyProblems })}
      />
      <SwitchRow
        label={t('settings.notifications.first-success')}
        checked={set.settings.notifyFirstSuccess}
        onChange={(notifyFirstSuccess) => set.change({ notifyFirstSuccess })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}

/** Whether the app starts automatically, and how. */
export function StartupPart() {
  const t = useTexts();
  const set = useSettings();
  return (
    <Card title={t('settings.parts.startup')} icon={PlayIcon}>
      <SwitchRow
        label={t('settings.startup.login')}
        checked={set.settings.launchAtLogin}
        onChange={(launchAtLogin) => set.change({ launchAtLogin })}
      />
      <SwitchRow
        label={t('settings.startup.hidden')}
        hint={t('settings.startup.hidden-hint')}
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
  const t = useTexts();
  const set = useSettings();
  return (
    <Card title={t('settings.parts.power')} icon={PowerIcon}>
      <SwitchRow
        label={t('settings.power.battery')}
        checked={set.settings.runOnBattery}
        onChange={(runOnBattery) => set.change({ runOnBattery })}
      />
      <SwitchRow
        label={t('settings.power.metered')}
        hint={t('settings.power.metered-hint')}
        checked={set.settings.runOnMetered}
        onChange={(runOnMetered) => set.change({ runOnMetered })}
      />
      <Select
        label={t('settings.power.gentle')}
        hint={t('settings.power.gentle-hint')}
        value={set.settings.gentle}
        options={gentleTimes.map((value) => ({ value, label: t(`settings.power.gentle-times.${value}`) }))}
        onChange={(gentle) => set.change({ gentle })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}
