import { Menu } from '@base-ui/react/menu';
import type { AppStatus } from '../../electron/contract/desktop-models.ts';
import type { Screen } from '../../electron/contract/screens.ts';
import { classNames } from '../components/class-names.ts';
import {
  ActivityIcon,
  AlbumsIcon,
  type IconComponent,
  MoreIcon,
  OverviewIcon,
  PhotosIcon,
  ProblemsIcon,
  SettingsIcon,
  TakeoutIcon,
} from '../components/icons.tsx';
import { Mark } from '../components/Mark.tsx';
import popup from '../components/Popup.module.css';
import { StatusDot } from '../components/StatusDot.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { useFormats, useTexts } from '../formatting/formats-context.tsx';
import { hashOf } from '../store/navigation.ts';
import { usePlace, useSnapshot } from '../store/use-store.tsx';
import styles from './Navigation.module.css';
import { statusTones } from './status-tones.ts';

type NavigatedScreen = Exclude<Screen, 'setup' | 'restore'>;

const entries: readonly { readonly screen: NavigatedScreen; readonly icon: IconComponent }[] = [
  { screen: 'overview', icon: OverviewIcon },
  { screen: 'photos', icon: PhotosIcon },
  { screen: 'albums', icon: AlbumsIcon },
  { screen: 'takeout', icon: TakeoutIcon },
  { screen: 'activity', icon: ActivityIcon },
  { screen: 'problems', icon: ProblemsIcon },
  { screen: 'settings', icon: SettingsIcon },
];

/** As many fit side by side in a narrow window; the rest stands behind "More" there. */
const inNarrow = 5;

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
          {entries.map(({ screen, icon: Icon }, index) => (
            <li key={screen} className={index < inNarrow ? undefined : styles.wideOnly}>
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
          <li className={styles.narrowOnly}>
            <More screens={entries.slice(inNarrow)} here={place.screen} />
          </li>
        </ul>
      </nav>
      <div className={styles.mood}>
        <Status status={status} />
      </div>
    </header>
  );
}

interface MoreProps {
  readonly screens: typeof entries;
  readonly here: Screen;
}

/** What does not fit into the bar of a narrow window. */
function More({ screens, here }: MoreProps) {
  const t = useTexts();
  const holdsHere = screens.some(({ screen }) => screen === here);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={classNames(styles.link, styles.more, holdsHere && styles.here)}>
        <MoreIcon />
        <span className={styles.label}>{t('app.more')}</span>
        {screens.some(({ screen }) => screen === 'problems') ? <ProblemCount /> : null}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={popup.place} sideOffset={6} align="end">
          <Menu.Popup className={popup.popup}>
            {screens.map(({ screen, icon: Icon }) => (
              <Menu.LinkItem
                key={screen}
                className={popup.item}
                href={hashOf(screen)}
                closeOnClick
                aria-current={screen === here ? 'page' : undefined}
              >
                <Icon />
                {t(`app.screens.${screen}`)}
              </Menu.LinkItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Status({ status }: { readonly status: AppStatus }) {
  const t = useTexts();
  const choosing = useSnapshot((snapshot) => snapshot.run?.source === 'picker');
  // Nothing is backed up by it.
  const uploading = useSnapshot(({ run, restore }) => run === null && restore?.now.stage === 'sending');
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
  const running = uploading ? t('app.uploading') : t('app.statuses.running');
  const label = choosing ? t('app.choosing') : status === 'running' ? running : t(`app.statuses.${status}`);
  return (
    <>
      <StatusDot tone={statusTones[status]} pulsing={status === 'running'} />
      {label}
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
