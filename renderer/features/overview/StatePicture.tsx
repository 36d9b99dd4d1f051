import type { AppStatus } from '../../../electron/contract/desktop-models.ts';
import {
  CheckIcon,
  ClockIcon,
  CloudIcon,
  CrossIcon,
  DownloadIcon,
  type IconComponent,
  PauseIcon,
  ProblemsIcon,
  SettingsIcon,
} from '../../components/icons.tsx';
import type { Tone } from '../../components/tone.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './StatePicture.module.css';

const pictures: Readonly<Record<AppStatus, { readonly icon: IconComponent; readonly tone: Tone }>> = {
  'setting-up': { icon: SettingsIcon, tone: 'calm' },
  idle: { icon: ClockIcon, tone: 'calm' },
  running: { icon: DownloadIcon, tone: 'running' },
  done: { icon: CheckIcon, tone: 'good' },
  attention: { icon: ProblemsIcon, tone: 'warn' },
  error: { icon: CrossIcon, tone: 'bad' },
  paused: { icon: PauseIcon, tone: 'calm' },
};

/** A run is in progress, but Google is limiting requests. */
const heldUp = { icon: ClockIcon, tone: 'warn' } as const;

/** Nothing comes in: photos go back to Google. */
const sentBack = { icon: CloudIcon, tone: 'running' } as const;

/** The state as a disc with its ghost: colour and sign at one glance. The sentence beside it says the same. */
export function StatePicture() {
  const status = useSnapshot((snapshot) => snapshot.status);
  const waiting = useSnapshot(({ run, quota }) => run !== null && quota?.state === 'waiting');
  const uploading = useSnapshot(({ run, restore }) => run === null && restore?.now.stage === 'sending');
  const usual = status === 'running' && uploading ? sentBack : pictures[status];
  const { icon: Icon, tone } = waiting ? heldUp : usual;
  return (
    <div className={styles.picture} data-tone={tone} data-breathing={status === 'running' && !waiting}>
      <div className={styles.disc}>
        <Icon />
      </div>
    </div>
  );
}
