import type { AppStatus } from '../../electron/contract/desktop-models.ts';
import type { Screen } from '../../electron/contract/screens.ts';
import { classNames } from '../components/class-names.ts';
import {
  ActivityIcon,
  AlbumsIcon,
  type IconComponent,
  OverviewIcon,
  PhotosIcon,
  ProblemsIcon,
  SettingsIcon,
  TakeoutIcon,
} from '../components/icons.tsx';
import { Mark } from '../components/Mark.tsx';
import { StatusDot } from '../components/StatusDot.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { useFormats, useTexts } from '../formatting/formats-context.tsx';
import { hashOf } from '../store/navigation.ts';
import { usePlace, useSnapshot } from '../store/use-store.tsx';
import styles from './Navigation.module.css';
import { statusTones } from './status-tones.ts';

type NavigatedScreen = Exclude<Screen, 'setup'>;

const entries: readonly { readonly screen: NavigatedScreen; readonly icon: IconComponent }[] = [
  { screen: 'overview', icon: OverviewIcon },
  { screen: 'photos', icon: PhotosIcon },
  { screen: 'albums', icon: AlbumsIcon },
  { screen: 'takeout', icon: TakeoutIcon },
  { screen: 'activity', icon: ActivityIcon },
  { screen: 'problems', icon: ProblemsIcon },
  { screen: 'settings', icon: SettingsIcon },
];

/** The sidebar; a bar at the bottom where the window is narrow. */
export function Navigation() {
  const t = useTexts();
  const place = usePlace();
  const status = useSnapshot((snapshot) => snapshot.status);
  return (
    <header className={styles.side}>
      <div className={styles.brand}>
        <Mark breathing={status === 'running'} />
        <span className={styles.name}>{t('app.name')}</span>
      </div>
      <nav aria-label={t('app.navigation')}>
        <ul className={styles.list}>
          {entries.map(({ screen, icon: Icon }) => (
            <li key={screen}>
              <a
                className={classNames(styles.link, place.screen === screen && styles.here)}
                href={hashOf(screen)}
                aria-current={place.screen === screen ? 'page' : undefined}
              >
                <Icon />
                <span className={styles.label}>{t(`app.screens.${screen}`)}</span>
                {screen === 'problems' ? <ProblemCount /> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.mood}>
        <Status status={status} />
      </div>
    </header>
  );
}

function Status({ status }: { readonly status: AppStatus }) {
  const t = useTexts();
  const choosing = useSnapshot((snapshot) => snapshot.run?.source === 'picker');
  const waiting = useSnapshot(
    ({ online, quota }) => !online || quota?.state === 'waiting' || quota?.state === 'stopped',
  );
  if (status === 'idle' && waiting) {
    return (
      <>
        <StatusDot tone="warn" />
        {t('app.waiting')}
      </>
    );
  }
  return (
    <>
      <StatusDot tone={statusTones[status]} pulsing={status === 'running'} />
      {choosing ? t('app.choosing') : t(`app.statuses.${status}`)}
    </>
  );
}

function ProblemCount() {
  const t = useTexts();
  const total = useSnapshot((snapshot) => snapshot.problems.reduce((sum, group) => sum + group.count, 0));
  const formats = useFormats();
  if (total === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{total > 999 ? '999+' : formats.count(total)}</span>
      <VisuallyHidden>{t('app.open-problems', { count: total })}</VisuallyHidden>
    </span>
  );
}
