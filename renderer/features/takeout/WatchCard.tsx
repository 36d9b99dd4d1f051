import type { TakeoutWatch, WatchedPart } from '../../../electron/contract/takeout-desktop-models.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FolderIcon, SearchIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import type { Tone } from '../../components/tone.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { problemReason } from './problem-reason.ts';
import styles from './WatchCard.module.css';

/** The folder whose finished parts are imported automatically. */
export function WatchCard({ offersDownloads = true }: { readonly offersDownloads?: boolean }) {
  const t = useTexts();
  const watch = useSnapshot((snapshot) => snapshot.takeout.watch);
  const choose = useCommand('takeout.chooseWatchFolder');
  const downloads = useCommand('takeout.watchDownloads');
  const suggested = useCommand('takeout.watchSuggested');
  const suggestions = useAnswer('takeout.suggestFolders', null);
  return (
    <Card title={t('takeout.watch.title')} icon={SearchIcon}>
      {watch === null ? <p>{t('takeout.watch.words')}</p> : <Watched watch={watch} />}
      <div className={styles.buttons}>
        <Button icon={FolderIcon} busy={choose.busy} onClick={() => void choose.run(null)}>
          {watch === null ? t('takeout.watch.choose') : t('takeout.watch.other')}
        </Button>
        {watch === null && offersDownloads ? (
          <Button busy={downloads.busy} onClick={() => void downloads.run(null)}>
            {t('takeout.watch.downloads')}
          </Button>
        ) : null}
        {(suggestions.value ?? [])
          .filter(({ path }) => path !== watch?.folder)
          .map(({ folder, cloud }) => (
            <Button key={folder} busy={suggested.busy} onClick={() => void suggested.run({ folder })}>
              {t(`takeout.watch.suggested.${cloud}`)}
            </Button>
          ))}
      </div>
      <CommandFailures commands={[choose, downloads, suggested]} />
    </Card>
  );
}

function Watched({ watch }: { readonly watch: TakeoutWatch }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(30_000);
  const start = useCommand('takeout.startWatching');
  const stop = useCommand('takeout.stopWatching');
  return (
    <>
      <SwitchRow
        label={t('takeout.watch.on')}
        hint={watch.folder}
        checked={watch.isOn}
        disabled={start.busy || stop.busy}
        onChange={(isOn) => void (isOn ? start : stop).run(null)}
      />
      <CommandFailures commands={[start, stop]} />
      {watch.problem === null ? null : <ProblemNotice problem={watch.problem} announce="status" />}
      {watch.isOn ? (
        <p className={styles.soft}>
          {watch.lookedAt === null
            ? t('takeout.watch.not-yet')
            : t(watch.parts.length === 0 ? 'takeout.watch.looked-empty' : 'takeout.watch.looked', {
                when: formats.relative(watch.lookedAt, now),
              })}
        </p>
      ) : (
        <p className={styles.soft}>{t('takeout.watch.off')}</p>
      )}
      {watch.isOn ? <WatchedParts parts={watch.parts} /> : null}
    </>
  );
}

const tones: Readonly<Record<WatchedPart['state'], Tone>> = {
  'being-written': 'running',
  cloud: 'calm',
  ready: 'good',
  broken: 'bad',
};

function WatchedParts({ parts }: { readonly parts: readonly WatchedPart[] }) {
  const t = useTexts();
  const formats = useFormats();
  if (parts.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label={t('takeout.watch.parts-label')}>
      {parts.map(({ name, state, problem }) => (
        <li className={styles.part} key={name}>
          <span className={styles.name}>{name}</span>
          <Badge tone={tones[state]}>{t(`takeout.watch.states.${state}`)}</Badge>
          {problem === null ? null : <p className={styles.reason}>{problemReason(problem, formats)}</p>}
        </li>
      ))}
    </ul>
  );
}
