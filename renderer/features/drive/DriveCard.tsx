import type { DriveState } from '../../../electron/contract/drive-desktop-models.ts';
import type { DriveReport } from '../../../electron/contract/drive-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CloudIcon, DownloadIcon, SearchIcon } from '../../components/icons.tsx';
import { Meter } from '../../components/Meter.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { ConnectButton, ConnectDrive } from './ConnectDrive.tsx';
import styles from './Drive.module.css';
import { DriveFetchProgress } from './DriveFetchProgress.tsx';
import { DriveTidy } from './DriveTidy.tsx';
import { sizeOf } from './drive-sizes.ts';
import { driveStrings as strings } from './strings.ts';

type Connection = NonNullable<DriveState['connection']>;

/** What lies in Google Drive of exports, what is being imported from there, and how it is connected. */
export function DriveCard() {
  const connection = useSnapshot((snapshot) => snapshot.drive.connection);
  return (
    <Card
      title={strings.title}
      icon={CloudIcon}
      aside={connection === null ? undefined : <Badge tone="calm">{strings.badge[connection.mode]}</Badge>}
    >
      {connection === null ? <NotConnected /> : <Connected connection={connection} />}
    </Card>
  );
}

function NotConnected() {
  return (
    <>
      <p>{strings.lead}</p>
      <ConnectDrive first="ask-each-time" />
    </>
  );
}

function Connected({ connection }: { readonly connection: Connection }) {
  const drive = useSnapshot((snapshot) => snapshot.drive);
  const { report, problem: met } = drive;
  const shown = connection.problem ?? met;
  return (
    <>
      <p className={styles.strong}>
        {connection.email === null ? strings.connectedPicked : strings.connected(connection.email)}
      </p>
      {shown === null ? null : <ProblemNotice problem={shown} announce="none" />}
      {report === null ? null : <Lying report={report} />}
      <Looked />
      {drive.fetch === null ? <Actions connection={connection} /> : <DriveFetchProgress fetch={drive.fetch} />}
      <DriveTidy />
    </>
  );
}

function Lying({ report }: { readonly report: DriveReport }) {
  const formats = useFormats();
  const { files, storage, isArriving } = report;
  const fresh = files.filter(({ state }) => state === 'new');
  const imported = files.length - fresh.length;
  const freshText =
    fresh.length === 0
      ? strings.facts.none
      : strings.facts.freshOf(formats.plural(fresh.length, strings.files), formats.bytes(sizeOf(fresh)));
  return (
    <>
      {files.length === 0 ? (
        <p>{strings.empty}</p>
      ) : (
        <Facts
          facts={[
            {
              term: strings.facts.files,
              value: strings.facts.filesOf(formats.count(files.length), formats.count(imported)),
            },
            { term: strings.facts.fresh, value: freshText },
          ]}
        />
      )}
      {isArriving && files.length > 0 ? <p className={styles.soft}>{strings.arriving}</p> : null}
      {storage.limit === null ? null : (
        <Meter
          label={strings.storage}
          used={storage.used}
          limit={storage.limit}
          text={strings.storageText(formats.bytes(storage.used), formats.bytes(storage.limit))}
        />
      )}
      {fresh.length === 0 ? null : <Room needed={sizeOf(fresh)} />}
    </>
  );
}

/** Whether what is new fits into the backup folder: said before anything begins. */
function Room({ needed }: { readonly needed: number }) {
  const formats = useFormats();
  const free = useSnapshot((snapshot) => snapshot.destination?.freeBytes ?? null);
  if (free === null) return null;
  const [neededText, freeText] = [formats.bytes(needed), formats.bytes(free)];
  return (
    <p className={styles.soft}>
      {needed > free ? strings.noRoom(neededText, freeText) : strings.room(neededText, freeText)}
    </p>
  );
}

function Looked() {
  const formats = useFormats();
  const now = useNow(30_000);
  const lookedAt = useSnapshot((snapshot) => snapshot.drive.lookedAt);
  const isLooking = useSnapshot((snapshot) => snapshot.drive.isLooking);
  if (isLooking) {
    return (
      <p className={styles.soft} role="status">
        {strings.lookingNow}
      </p>
    );
  }
  return (
    <p className={styles.soft}>
      {lookedAt === null ? strings.neverLooked : strings.looked(formats.relative(lookedAt, now))}
    </p>
  );
}

function Actions({ connection }: { readonly connection: Connection }) {
  const formats = useFormats();
  const files = useSnapshot((snapshot) => snapshot.drive.report?.files ?? noFiles);
  const isLooking = useSnapshot((snapshot) => snapshot.drive.isLooking);
  const fetch = useCommand('drive.fetch');
  const look = useCommand('drive.look');
  const connect = useCommand('drive.connect');
  const fresh = files.filter(({ state }) => state === 'new').length;
  const isRefused = connection.problem !== null;
  return (
    <>
      <div className={styles.buttons}>
        {fresh === 0 || isRefused ? null : (
          <Button kind="primary" icon={DownloadIcon} busy={fetch.busy} onClick={() => void fetch.run(null)}>
            {strings.fetch(formats.plural(fresh, strings.files))}
          </Button>
        )}
        {isRefused ? null : (
          <Button icon={SearchIcon} busy={look.busy || isLooking} onClick={() => void look.run(null)}>
            {strings.look}
          </Button>
        )}
        <Button kind="quiet" onClick={() => goTo('settings', 'drive')}>
          {strings.change}
        </Button>
      </div>
      <CommandFailures commands={[fetch, look]} />
      {isRefused || connection.mode === 'ask-each-time' ? (
        <ConnectButton
          mode={connection.mode}
          connect={connect}
          label={isRefused ? strings.connect[connection.mode] : strings.pickAgain}
        />
      ) : null}
    </>
  );
}

const noFiles: DriveReport['files'] = [];
