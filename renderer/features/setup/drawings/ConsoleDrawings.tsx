import type { ReactNode } from 'react';
import { useTexts } from '../../../formatting/formats-context.tsx';
import type { ConsoleTask, WantedApi } from '../console-tasks.ts';
import { taskKey } from '../task-key.ts';
import styles from './Wireframe.module.css';
import { Field, Line, PushButton, Spot, Wireframe, Words } from './Wireframe.tsx';

/*
 * The console's pages as they are laid out in November 2026, in our own lines: the words on them are those that have
 * to be found there.
 */

/** What the page of each task looks like. */
export function ConsoleDrawing({ task, api }: { readonly task: ConsoleTask; readonly api: WantedApi }) {
  const t = useTexts();
  const { address, height, content } = task === 'api' ? apiPage(api) : drawings[task];
  return (
    <Wireframe label={t(`${taskKey(task, api)}.picture`)} address={address} height={height}>
      {content}
    </Wireframe>
  );
}

interface Drawing {
  readonly address: string;
  readonly height: number;
  readonly content: ReactNode;
}

const apiPages: Readonly<Record<WantedApi, { readonly path: string; readonly name: string }>> = {
  'photos-library': { path: 'photoslibrary', name: 'Photos Library API' },
  'photos-picker': { path: 'photospicker', name: 'Photos Picker API' },
  drive: { path: 'drive', name: 'Google Drive API' },
  'drive-picked': { path: 'drive', name: 'Google Drive API' },
};

/** All pages of APIs look alike. */
function apiPage(api: WantedApi): Drawing {
  const { path, name } = apiPages[api];
  return {
    address: `console.cloud.google.com/apis/library/${path}…`,
    height: 186,
    content: (
      <>
        <ProjectBar />
        <rect className={styles.sunk} x="24" y="74" width="54" height="54" rx="10" />
        <circle className={styles.choice} cx="51" cy="101" r="15" />
        <circle className={styles.taken} cx="51" cy="101" r="6" />
        <Words x={94} y={92} size={15} tone="strong">
          {name}
        </Words>
        <Line x={94} y={104} width={190} />
        <PushButton x={94} y={124} width={78} label="Enable" />
        <Spot x={86} y={117} width={94} height={40} />
        <Line x={24} y={168} width={300} />
      </>
    ),
  };
}

const drawings: Readonly<Record<Exclude<ConsoleTask, 'api'>, Drawing>> = {
  enter: {
    address: 'console.cloud.google.com',
    height: 222,
    content: (
      <>
        <rect className={styles.sunk} x="1" y="30" width="398" height="26" />
        <Words x={16} y={47} size={10.5} tone="soft">
          Start your Free Trial …
        </Words>
        <Words x={300} y={47} size={10.5} tone="link">
          Dismiss
        </Words>
        <circle className={styles.taken} cx="374" cy="74" r="10" />
        <Spot x={360} y={60} width={28} height={28} number="1" />
        <Words x={92} y={98} size={13} tone="strong">
          Welcome
        </Words>
        <Field x={92} y={112} width={150} label="Country" value="…" />
        <rect className={styles.choice} x="92" y="150" width="11" height="11" rx="2" />
        <Line x={110} y={152} width={140} />
        <PushButton x={92} y={174} width={140} label="Agree and continue" />
        <Spot x={84} y={104} width={184} height={106} number="2" />
      </>
    ),
  },
  project: {
    address: 'console.cloud.google.com/projectcreate',
    height: 196,
    content: (
      <>
        <Words x={24} y={56} size={15} tone="strong">
          New Project
        </Words>
        <Field x={24} y={76} width={220} label="Project name *" value="Photo backup" />
        <Line x={24} y={116} width={150} />
        <Line x={24} y={130} width={200} />
        <PushButton x={24} y={154} width={74} label="Create" />
        <PushButton x={112} y={154} width={70} label="Cancel" look="text" />
        <Spot x={16} y={147} width={90} height={40} />
      </>
    ),
  },
  app: {
    address: 'console.cloud.google.com/auth/overview',
    height: 240,
    content: (
      <>
        <ProjectBar />
        {['App Information', 'Audience', 'Contact Information', 'Finish'].map((part, index) => {
          const y = [78, 104, 184, 214][index] ?? 0;
          return (
            <g key={part}>
              <circle className={index === 1 ? styles.taken : styles.choice} cx="32" cy={y} r="9" />
              <Words x={32} y={y + 4} size={11} tone={index === 1 ? 'on-fill' : 'soft'} align="middle">
                {index + 1}
              </Words>
              <Words x={50} y={y + 4.4} tone={index === 1 ? 'strong' : 'plain'}>
                {part}
              </Words>
            </g>
          );
        })}
        <path className={styles.rule} d="M32 88V94M32 114V174M32 194V204" />
        <Radio x={60} y={127} label="Internal" />
        <Radio x={60} y={152} label="External" isTaken />
        <Spot x={48} y={138} width={92} height={28} />
        <Line x={150} y={149} width={170} />
      </>
    ),
  },
  scope: {
    address: 'console.cloud.google.com/auth/scopes',
    height: 232,
    content: (
      <>
        <SideBar here="Data Access" />
        <rect className={styles.veil} x="112" y="58" width="286" height="172" />
        <rect className={styles.sheet} x="166" y="58" width="232" height="172" />
        <Words x={180} y={78} tone="strong">
          Update selected scopes
        </Words>
        {[92, 106, 120].map((y) => (
          <g key={y}>
            <rect className={styles.choice} x="180" y={y - 2} width="9" height="9" rx="2" />
            <Line x={196} y={y} width={150} />
          </g>
        ))}
        <Words x={180} y={148} size={11} tone="soft">
          Manually add scopes
        </Words>
        <rect className={styles.field} x="180" y="155" width="204" height="26" rx="4" />
        <Words x={188} y={172} size={10}>
          https://www.googleapis.com/auth/p…
        </Words>
        <Spot x={173} y={134} width={218} height={53} />
        <PushButton x={180} y={196} width={94} label="Add to table" look="outlined" />
      </>
    ),
  },
  create: {
    address: 'console.cloud.google.com/auth/clients/create',
    height: 232,
    content: (
      <>
        <SideBar here="Clients" />
        <Words x={130} y={82} size={15} tone="strong">
          Create OAuth client ID
        </Words>
        <Field x={130} y={102} width={200} label="Application type *" value="Desktop app" />
        <path className={styles.choice} d="m312 115 5 5 5-5" />
        <Spot x={121} y={93} width={218} height={48} />
        <Field x={130} y={156} width={200} label="Name *" value="Afterimage" />
        <PushButton x={130} y={192} width={70} label="Create" />
      </>
    ),
  },
  download: {
    address: 'console.cloud.google.com/auth/clients',
    height: 224,
    content: (
      <>
        <SideBar here="Clients" />
        <rect className={styles.veil} x="112" y="58" width="286" height="164" />
        <rect className={styles.sheet} x="136" y="66" width="236" height="146" rx="6" />
        <Words x={152} y={90} size={14} tone="strong">
          OAuth client created
        </Words>
        <Words x={152} y={112} size={10.5} tone="soft">
          Client ID
        </Words>
        <Line x={212} y={106} width={140} />
        <Words x={152} y={132} size={10.5} tone="soft">
          Client secret
        </Words>
        <Line x={226} y={126} width={100} />
        <path className={styles.fetch} d="M163 154v13M157.5 161.5l5.5 5.5 5.5-5.5M156 173h14" />
        <Words x={180} y={168} tone="link">
          Download JSON
        </Words>
        <Spot x={146} y={146} width={156} height={34} />
        <PushButton x={322} y={182} width={40} label="OK" look="text" />
      </>
    ),
  },
};

/** The bar of the console, in which the chosen project stands. */
function ProjectBar() {
  return (
    <>
      <path className={styles.rule} d="M14 40H24M14 44.5H24M14 49H24M1 58H399" />
      <rect className={styles.choice} x="40" y="34.5" width="106" height="19" rx="4" />
      <Words x={49} y={48} size={11}>
        Photo backup
      </Words>
      <path className={styles.choice} d="m130 42 4 4 4-4" />
    </>
  );
}

/** The menu of the console's pages about sign-in, with one of them open. */
export function SideBar({ here }: { readonly here: 'Audience' | 'Clients' | 'Data Access' }) {
  return (
    <>
      <ProjectBar />
      {(['Overview', 'Branding', 'Audience', 'Clients', 'Data Access'] as const).map((entry, index) => {
        const y = 76 + index * 23;
        return (
          <g key={entry}>
            {entry === here ? <rect className={styles.here} x="8" y={y - 12} width="96" height="20" rx="10" /> : null}
            <Words x={20} y={y + 2.4} size={11} tone={entry === here ? 'strong' : 'soft'}>
              {entry}
            </Words>
          </g>
        );
      })}
      <path className={styles.rule} d="M112 58V184" />
    </>
  );
}

interface RadioProps {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly isTaken?: boolean;
}

function Radio({ x, y, label, isTaken = false }: RadioProps) {
  return (
    <g>
      <circle className={styles.choice} cx={x} cy={y} r="6" />
      {isTaken ? <circle className={styles.taken} cx={x} cy={y} r="3.2" /> : null}
      <Words x={x + 14} y={y + 4.2}>
        {label}
      </Words>
    </g>
  );
}
