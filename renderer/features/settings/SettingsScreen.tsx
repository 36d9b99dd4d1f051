import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { VerificationCard } from '../folder/VerificationCard.tsx';
import { AboutPart } from './AboutPart.tsx';
import { AccountsPart } from './AccountsPart.tsx';
import { AdvancedPart } from './AdvancedPart.tsx';
import { AlbumsPart } from './AlbumsPart.tsx';
import { AppearancePart } from './AppearancePart.tsx';
import { ClientPart } from './ClientPart.tsx';
import { DrivePart } from './DrivePart.tsx';
import { FolderPart } from './FolderPart.tsx';
import { LimitsPart } from './LimitsPart.tsx';
import { type SettingsPart, settingsParts } from './parts.ts';
import { RestorePart } from './RestorePart.tsx';
import { SchedulePart } from './SchedulePart.tsx';
import { ScrubPart } from './ScrubPart.tsx';
import styles from './Settings.module.css';
import { ShortcutsCard } from './ShortcutsCard.tsx';
import { NotificationsPart, PowerPart, StartupPart } from './SwitchParts.tsx';

const contents: Readonly<Record<SettingsPart, ReactNode>> = {
  accounts: <AccountsPart />,
  client: <ClientPart />,
  drive: <DrivePart />,
  folder: (
    <>
      <FolderPart />
      <VerificationCard />
    </>
  ),
  restore: <RestorePart />,
  schedule: <SchedulePart />,
  limits: <LimitsPart />,
  albums: <AlbumsPart />,
  appearance: <AppearancePart />,
  notifications: <NotificationsPart />,
  startup: <StartupPart />,
  power: <PowerPart />,
  scrub: <ScrubPart />,
  advanced: <AdvancedPart />,
  about: (
    <>
      <AboutPart />
      <ShortcutsCard />
    </>
  ),
};

/** Everything that can be set, a page for each part; without one the first. Changes take effect at once. */
export function SettingsScreen({ part }: { readonly part: string | null }) {
  const t = useTexts();
  const named = settingsParts.find((one) => one === part);
  const shown = named ?? 'accounts';
  return (
    <Page title={t('settings.title')}>
      <div className={styles.layout}>
        <nav className={styles.nav} aria-label={t('settings.navigation')}>
          <ul>
            {settingsParts.map((one) => (
              <li key={one}>
                <a
                  className={styles.link}
                  href={hashOf('settings', one)}
                  aria-current={one === shown ? 'location' : undefined}
                >
                  {t(`settings.parts.${one}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ShownPart key={shown} part={shown} isWanted={named !== undefined} />
      </div>
    </Page>
  );
}

interface ShownPartProps {
  readonly part: SettingsPart;
  /** The address names it: the keyboard goes there. */
  readonly isWanted: boolean;
}

function ShownPart({ part, isWanted }: ShownPartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWanted) place.current?.focus({ preventScroll: true });
  }, [isWanted]);
  return (
    <div className={styles.part} ref={place} tabIndex={-1}>
      {contents[part]}
    </div>
  );
}
