import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { AboutPart } from './AboutPart.tsx';
import { AccountsPart } from './AccountsPart.tsx';
import { AdvancedPart } from './AdvancedPart.tsx';
import { AlbumsPart } from './AlbumsPart.tsx';
import { ClientPart } from './ClientPart.tsx';
import { DrivePart } from './DrivePart.tsx';
import { FolderPart } from './FolderPart.tsx';
import { LimitsPart } from './LimitsPart.tsx';
import { type SettingsPart, settingsParts } from './parts.ts';
import { SchedulePart } from './SchedulePart.tsx';
import { ScrubPart } from './ScrubPart.tsx';
import styles from './Settings.module.css';
import { NotificationsPart, PowerPart, StartupPart } from './SwitchParts.tsx';

const contents: Readonly<Record<SettingsPart, ReactNode>> = {
  accounts: <AccountsPart />,
  client: <ClientPart />,
  drive: <DrivePart />,
  folder: <FolderPart />,
  schedule: <SchedulePart />,
  limits: <LimitsPart />,
  albums: <AlbumsPart />,
  notifications: <NotificationsPart />,
  startup: <StartupPart />,
  power: <PowerPart />,
  scrub: <ScrubPart />,
  advanced: <AdvancedPart />,
  about: <AboutPart />,
};

/** Everything that can be set; `part` scrolls to one of them. Changes take effect at once. */
export function SettingsScreen({ part }: { readonly part: string | null }) {
  const t = useTexts();
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
                  aria-current={one === part ? 'location' : undefined}
                >
                  {t(`settings.parts.${one}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.parts}>
          {settingsParts.map((one) => (
            <PlacedSection key={one} wanted={one === part}>
              {contents[one]}
            </PlacedSection>
          ))}
        </div>
      </div>
    </Page>
  );
}

function PlacedSection({ wanted, children }: { readonly wanted: boolean; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!wanted) return;
    place.current?.scrollIntoView({ block: 'start' });
    place.current?.focus({ preventScroll: true });
  }, [wanted]);
  return (
    <div className={styles.part} ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
