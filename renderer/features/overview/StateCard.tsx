import { useId } from 'react';
import { readsLibrary } from '../../../electron/contract/library-route.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { PauseIcon, PlayIcon, SearchIcon, StopIcon } from '../../components/icons.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { LiveProgress } from './LiveProgress.tsx';
import { leadsSomewhere, NextStepButton } from './NextStepButton.tsx';
import styles from './Overview.module.css';
import { StatePicture } from './StatePicture.tsx';

/** The state in one sentence, what is running, and its buttons. */
export function StateCard() {
  const formats = useFormats();
  const statusText = useSnapshot((snapshot) => snapshot.statusText);
  const run = useSnapshot((snapshot) => snapshot.run);
  const id = useId();
  return (
    <section className={styles.state} aria-labelledby={id}>
      <div className={styles.top}>
        <div className={styles.headline}>
          <StatePicture />
          <div className={styles.words}>
            <h2 className={styles.sentence} id={id}>
              {formats.message(statusText)}
            </h2>
            <Since />
            <LastSuccess />
          </div>
        </div>
        <RunButtons />
      </div>
      {run === null || run.source === 'picker' ? null : <LiveProgress run={run} />}
    </section>
  );
}

function Since() {
  const t = useTexts();
  const formats = useFormats();
  const since = useSnapshot((snapshot) => snapshot.backup.since);
  return since === null ? null : <p className={styles.when}>{t('overview.since', { day: formats.day(since) })}</p>;
}

function LastSuccess() {
  const t = useTexts();
  const now = useNow(30_000);
  const formats = useFormats();
  const lastSuccess = useSnapshot((snapshot) => snapshot.lastSuccess);
  const choosing = useSnapshot((snapshot) => snapshot.run?.source === 'picker');
  const hasLibrary = useSnapshot(readsLibrary);
  const paused = useSnapshot((snapshot) => snapshot.status === 'paused');
  if (choosing) return <p className={styles.when}>{t('overview.after-choice')}</p>;
  // Of exports the coverage says how far they go; there is no backup that could have run.
  if (!hasLibrary && lastSuccess === null) return null;
  return (
    <p className={styles.when}>
      {lastSuccess === null
        ? t(paused ? 'overview.paused.never-yet' : 'overview.never-yet')
        : t(paused ? 'overview.paused.last-success' : 'overview.last-success', { when: formats.ago(lastSuccess, now) })}
    </p>
  );
}

function RunButtons() {
  const t = useTexts();
  const run = useSnapshot((snapshot) => snapshot.run);
  const pause = useSnapshot((snapshot) => snapshot.pause);
  const ready = useSnapshot((snapshot) => snapshot.engine === 'ready');
  const first = useSnapshot((snapshot) => snapshot.lastRun === null);
  // What keeps the backup from running has its own next step; this button must not compete with it.
  const stuck = useSnapshot(
    ({ status, backup }) => status === 'error' || status === 'paused' || leadsSomewhere(backup.next),
  );
  const start = useCommand('backup.start');
  const stop = useCommand('backup.stop');
  const pausing = useCommand('backup.pause');
  const resume = useCommand('backup.resume');
  const stopping = run?.stopping === true || stop.busy;
  const hasLibrary = useSnapshot(readsLibrary);
  // What a person chose has its own card and its own buttons; the next backup waits for it.
  const choosing = run?.source === 'picker';
  return (
    <>
      <div className={styles.buttons}>
        <NextStepButton />
        {run === null || choosing ? (
          !hasLibrary ? (
            <CheckDriveButton />
          ) : (
            <Button
              kind={stuck ? 'secondary' : 'primary'}
              size="large"
              icon={PlayIcon}
              busy={start.busy}
              disabled={!ready || choosing}
              onClick={() => void start.run({ full: false })}
            >
              {first ? t('overview.start-first') : t('overview.start')}
            </Button>
          )
        ) : (
          <Button size="large" icon={StopIcon} busy={stopping} onClick={() => void stop.run(null)}>
            {stopping ? t('overview.stopping') : t('overview.stop')}
          </Button>
        )}
        {pause === null ? (
          <MenuButton
            label={t('overview.pause')}
            icon={PauseIcon}
            size="large"
            disabled={pausing.busy}
            entries={[
              { label: t('overview.pause-hour'), onSelect: () => void pausing.run({ kind: 'hour' }) },
              { label: t('overview.pause-tomorrow'), onSelect: () => void pausing.run({ kind: 'tomorrow' }) },
              { label: t('overview.pause-open'), onSelect: () => void pausing.run({ kind: 'until-resumed' }) },
            ]}
          />
        ) : (
          <Button
            kind={run === null ? 'primary' : 'secondary'}
            size="large"
            icon={PlayIcon}
            busy={resume.busy}
            onClick={() => void resume.run(null)}
          >
            {t('overview.resume')}
          </Button>
        )}
      </div>
      <div className={styles.failures}>
        <CommandFailures commands={[start, stop, pausing, resume]} />
      </div>
    </>
  );
}

/** Instead of a backup, for whoever has exports fetched from Google Drive; nobody else has anything to begin. */
function CheckDriveButton() {
  const t = useTexts();
  const connection = useSnapshot((snapshot) => snapshot.drive.connection);
  const isLooking = useSnapshot((snapshot) => snapshot.drive.isLooking);
  const fetch = useCommand('drive.fetch');
  if (connection === null || connection.problem !== null) return null;
  return (
    <>
      <Button size="large" icon={SearchIcon} busy={fetch.busy || isLooking} onClick={() => void fetch.run(null)}>
        {t('overview.check-drive')}
      </Button>
      <CommandFailures commands={[fetch]} />
    </>
  );
}
