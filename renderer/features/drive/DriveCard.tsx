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
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { ConnectButton, ConnectDrive } from './ConnectDrive.tsx';
import styles from './Drive.module.css';
import { DriveFetchProgress } from './DriveFetchProgress.tsx';
import { DriveTidy } from './DriveTidy.tsx';
import { sizeOf } from './drive-sizes.ts';

type Connection = NonNullable<DriveState['connection']>;

/** What lies in Google Drive of exports, what is being imported from there, and how it is connected. */
export function DriveCard() {
  const t = useTexts();
  const connection = useSnapshot((snapshot) => snapshot.drive.connection);
  return (
    <Card
      title={t('drive.title')}
      icon={CloudIcon}
      aside={connection === null ? undefined : <Badge tone="calm">{t(`drive.badge.${connection.mode}`)}</Badge>}
    >
      {connection === null ? <NotConnected /> : <Connected connection={connection} />}
    </Card>
  );
}

function NotConnected() {
  const t = useTexts();
  return (
    <>
      <p>{t('drive.lead')}</p>
      <ConnectDrive first="ask-each-time" />
    </>
  );
}

function Connected({ connection }: { readonly connection: Connection }) {
  const t = useTexts();
  const drive = useSnapshot((snapshot) => snapshot.drive);
  const { report, problem: met } = drive;
  const shown = connection.problem ?? met;
  return (
    <>
      <p className={styles.strong}>
        {connection.email === null ? t('drive.connected-picked') : t('drive.connected', { email: connection.email })}
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
  const t = useTexts();
  const formats = useFormats();
  const { files, storage, isArriving } = report;
  const fresh = files.filter(({ state }) => state === 'new');
  const imported = files.length - fresh.length;
  const freshText =
    fresh.length === 0
      ? t('drive.facts.none')
      : t('drive.facts.fresh-of', { files: fresh.length, size: formats.bytes(sizeOf(fresh)) });
  return (
    <>
      {files.length === 0 ? (
        <p>{t('drive.empty')}</p>
      ) : (
        <Facts
          facts={[
            {
              term: t('drive.facts.files'),
              value: t('drive.facts.files-of', { files: files.length, imported }),
            },
            { term: t('drive.facts.fresh'), value: freshText },
          ]}
        />
      )}
      {isArriving && files.length > 0 ? <p className={styles.soft}>{t('drive.arriving')}</p> : null}
      {storage.limit === null ? null : (
        <Meter
          label={t('drive.storage')}
          used={storage.used}
          limit={storage.limit}
          text={t('drive.storage-text', { used: formats.bytes(storage.used), limit: formats.bytes(storage.limit) })}
        />
      )}
      {fresh.length === 0 ? null : <Room needed={sizeOf(fresh)} />}
    </>
  );
}

/** Whether what is new fits into the backup folder: said before anything begins. */
function Room({ needed }: { readonly needed: number }) {
  const t = useTexts();
  const formats = useFormats();
  const free = useSnapshot((snapshot) => snapshot.destination?.freeBytes ?? null);
  if (free === null) return null;
  const values = { needed: formats.bytes(needed), free: formats.bytes(free) };
  return <p className={styles.soft}>{needed > free ? t('drive.no-room', values) : t('drive.room', values)}</p>;
}

function Looked() {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(30_000);
  const lookedAt = useSnapshot((snapshot) => snapshot.drive.lookedAt);
  const isLooking = useSnapshot((snapshot) => snapshot.drive.isLooking);
  if (isLooking) {
    return (
      <p className={styles.soft} role="status">
        {t('drive.looking-now')}
      </p>
    );
  }
  return (
    <p className={styles.soft}>
      {lookedAt === null ? t('drive.never-looked') : t('drive.looked', { when: formats.relative(lookedAt, now) })}
    </p>
  );
}

function Actions({ connection }: { readonly connection: Connection }) {
  const t = useTexts();
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
            {t('drive.fetch', { files: fresh })}
          </Button>
        )}
        {isRefused ? null : (
          <Button icon={SearchIcon} busy={look.busy || isLooking} onClick={() => void look.run(null)}>
            {t('drive.look')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => goTo('settings', 'drive')}>
          {t('drive.change')}
        </Button>
      </div>
      <CommandFailures commands={[fetch, look]} />
      {isRefused || connection.mode === 'ask-each-time' ? (
        <ConnectButton
          mode={connection.mode}
          connect={connect}
          label={isRefused ? t(`drive.connect.${connection.mode}`) : t('drive.pick-again')}
        />
      ) : null}
    </>
  );
}

const noFiles: DriveReport['files'] = [];
