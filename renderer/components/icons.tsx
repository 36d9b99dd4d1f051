import type { ReactNode } from 'react';
import styles from './icons.module.css';

/* Every icon of the page; long because all of them are in one place, to be of one hand. */

/** An icon's size in CSS pixels follows the text: 1.25em. They are decoration: a label stands beside or on the button. */
export type IconComponent = () => ReactNode;

interface IconProps {
  readonly children: ReactNode;
  /** Points along the direction of reading. */
  readonly mirrored?: boolean;
}

function Icon({ children, mirrored = false }: IconProps) {
  return (
    <svg
      className={styles.icon}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      data-mirrored={mirrored || undefined}
    >
      {children}
    </svg>
  );
}

/** A lens with its afterimage: the Overview. */
export function OverviewIcon() {
  return (
    <Icon>
      <circle cx="10" cy="12" r="6.5" />
      <path d="M15.5 6.2a6.5 6.5 0 0 1 0 11.6" />
    </Icon>
  );
}

export function PhotosIcon() {
  return (
    <Icon>
      <rect x="3.5" y="4.5" width="17" height="15" rx="2.5" />
      <path d="m4 16.5 4.6-4.6a1.5 1.5 0 0 1 2.1 0l6.8 7" />
      <circle cx="15.8" cy="9.3" r="1.6" />
    </Icon>
  );
}

export function AlbumsIcon() {
  return (
    <Icon>
      <rect x="3.5" y="8.5" width="17" height="12" rx="2.5" />
      <path d="M6 5.75h12M8.5 3h7" />
    </Icon>
  );
}

/** A box that something is lifted out of. */
export function TakeoutIcon() {
  return (
    <Icon>
      <path d="M4.5 12.5v5a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-5M4.5 12.5H9l1 2.5h4l1-2.5h4.5" />
      <path d="M12 11.5V3.8M8.8 6.8 12 3.6l3.2 3.2" />
    </Icon>
  );
}

export function ActivityIcon() {
  return (
    <Icon>
      <path d="M4 19.5v-5M9.3 19.5V8.5M14.7 19.5v-8M20 19.5v-15" />
    </Icon>
  );
}

export function ProblemsIcon() {
  return (
    <Icon>
      <path d="M10.4 4.6 3.3 17a1.9 1.9 0 0 0 1.6 2.9h14.2a1.9 1.9 0 0 0 1.6-2.9L13.6 4.6a1.85 1.85 0 0 0-3.2 0Z" />
      <path d="M12 9.5v4.2M12 16.7v.1" />
    </Icon>
  );
}

export function SettingsIcon() {
  return (
    <Icon>
      <path d="M4 7.5h9M17.5 7.5H20M4 16.5h2.5M11 16.5h9" />
      <circle cx="15.2" cy="7.5" r="2.2" />
      <circle cx="8.8" cy="16.5" r="2.2" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m5 12.8 4.4 4.4L19 7.4" />
    </Icon>
  );
}

export function CrossIcon() {
  return (
    <Icon>
      <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />
    </Icon>
  );
}

export function InfoIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11.2v5M12 7.8v.1" />
    </Icon>
  );
}

export function PlayIcon() {
  return (
    <Icon>
      <path d="M8 5.6v12.8a.8.8 0 0 0 1.2.7l10-6.4a.8.8 0 0 0 0-1.4l-10-6.4a.8.8 0 0 0-1.2.7Z" />
    </Icon>
  );
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M8.5 6v12M15.5 6v12" />
    </Icon>
  );
}

export function StopIcon() {
  return (
    <Icon>
      <rect x="6.5" y="6.5" width="11" height="11" rx="2" />
    </Icon>
  );
}

export function RetryIcon() {
  return (
    <Icon>
      <path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5" />
      <path d="M19.8 3.8v4h-4" />
    </Icon>
  );
}

export function FolderIcon() {
  return (
    <Icon>
      <path d="M3.5 7.5a2 2 0 0 1 2-2h3.6l2.2 2.5h7.2a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z" />
    </Icon>
  );
}

export function DiskIcon() {
  return (
    <Icon>
      <rect x="3.5" y="13" width="17" height="6.5" rx="2" />
      <path d="M4.2 13.6 6.6 6.3A2 2 0 0 1 8.5 5h7a2 2 0 0 1 1.9 1.3l2.4 7.3M16.5 16.3h.1" />
    </Icon>
  );
}

/** A cloud drive. */
export function CloudIcon() {
  return (
    <Icon>
      <path d="M7.5 18.5a4.25 4.25 0 0 1-.6-8.46 5.5 5.5 0 0 1 10.56 1.2A3.7 3.7 0 0 1 16.9 18.5Z" />
    </Icon>
  );
}

export function LinkIcon() {
  return (
    <Icon mirrored>
      <path d="M13.5 4.5h6v6M19.2 4.8l-8.4 8.4M10 5.5H6.5a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V14" />
    </Icon>
  );
}

export function KeyIcon() {
  return (
    <Icon>
      <circle cx="8" cy="15.5" r="4" />
      <path d="m11 12.7 8-8M15.8 8l2.6 2.6" />
    </Icon>
  );
}

export function AccountIcon() {
  return (
    <Icon>
      <circle cx="12" cy="8.5" r="4" />
      <path d="M4.5 20c.9-3.6 3.9-5.5 7.5-5.5s6.6 1.9 7.5 5.5" />
    </Icon>
  );
}

export function SunIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M5.6 18.4l1.8-1.8M16.6 7.4l1.8-1.8" />
    </Icon>
  );
}
export function MoreIcon() {
  return (
    <Icon>
      <path d="M5.5 12h.1M12 12h.1M18.5 12h.1" strokeWidth="2.6" />
    </Icon>
  );
}

export function KeyboardIcon() {
  return (
    <Icon>
      <rect x="2.5" y="6" width="19" height="12" rx="2.5" />
      <path d="M6.5 10h.1M10.2 10h.1M13.8 10h.1M17.5 10h.1M8 14.2h8" />
    </Icon>
  );
}

export function ClockIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.2V12l3.2 2" />
    </Icon>
  );
}

export function GaugeIcon() {
  return (
    <Icon>
      <path d="M5.2 18a8.5 8.5 0 1 1 13.6 0M12 13.5l3.6-4.3" />
      <circle cx="12" cy="14" r="1.3" />
    </Icon>
  );
}

export function OfflineIcon() {
  return (
    <Icon>
      <path d="M4 4.5 20 20M8.6 12.4a6 6 0 0 0-1.8 1.2M12 10.9a7 7 0 0 1 5.2 2.7M3.5 10.2A12 12 0 0 1 7 8M11 6.6a12 12 0 0 1 9.5 3.6M9.7 16.6a3.3 3.3 0 0 1 4.6 0M12 19.5v.1" />
    </Icon>
  );
}

export function BellIcon() {
  return (
    <Icon>
      <path d="M6.5 10.5a5.5 5.5 0 0 1 11 0c0 4.5 2 5.5 2 6.5h-15c0-1 2-2 2-6.5ZM10 20a2.2 2.2 0 0 0 4 0" />
    </Icon>
  );
}

export function PowerIcon() {
  return (
    <Icon>
      <path d="M12.8 3.5 6 13.5h5l-.8 7 6.8-10h-5Z" />
    </Icon>
  );
}

export function ChevronDownIcon() {
  return (
    <Icon>
      <path d="m6.5 9.5 5.5 5.5 5.5-5.5" />
    </Icon>
  );
}

export function ChevronRightIcon() {
  return (
    <Icon mirrored>
      <path d="m9.5 6.5 5.5 5.5-5.5 5.5" />
    </Icon>
  );
}

export function ChevronLeftIcon() {
  return (
    <Icon mirrored>
      <path d="m14.5 6.5-5.5 5.5 5.5 5.5" />
    </Icon>
  );
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="m15 15 5 5" />
    </Icon>
  );
}

export function DownloadIcon() {
  return (
    <Icon>
      <path d="M12 4.5v10.5M7.5 10.8 12 15.3l4.5-4.5M4.5 19.5h15" />
    </Icon>
  );
}

export function PlusIcon() {
  return (
    <Icon>
      <path d="M12 5.5v13M5.5 12h13" />
    </Icon>
  );
}

export function MinusIcon() {
  return (
    <Icon>
      <path d="M5.5 12h13" />
    </Icon>
  );
}

/** A still with its movement around it. */
export function LiveIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="2.2" />
      <circle cx="12" cy="12" r="5.4" />
      <path d="M12 3.5a8.5 8.5 0 0 1 0 17M12 3.5a8.5 8.5 0 0 0 0 17" strokeDasharray="1.6 2.6" />
    </Icon>
  );
}

export function VideoIcon() {
  return (
    <Icon>
      <rect x="3.5" y="6" width="12" height="12" rx="2.5" />
      <path d="m15.5 10.5 5-3v9l-5-3" />
    </Icon>
  );
}
