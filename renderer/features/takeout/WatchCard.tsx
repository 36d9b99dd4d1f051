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
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { takeoutStrings } from './strings.ts';
import styles from './WatchCard.module.css';

const strings = takeoutStrings.watch;

/** The folder whose finished parts are imported automatically. */
export function WatchCard({ offersDownloads = true }: { readonly offersDownloads?: boolean }) {
  const watch = useSnapshot((snapshot) => snapshot.takeout.watch);
  const choose = useCommand('takeout.chooseWatchFolder');
  const downloads = useCommand('takeout.watchDownloads');
  const suggested = useCommand('takeout.watchSuggested');
  const suggestions = useAnswer('takeout.suggestFolders', null);
  return (
    <Card title={strings.title} icon={SearchIcon}>
      {watch === null ? <p>{strings.words}</p> : <Watched watch={watch} />}
      <div className={styles.buttons}>
        <Button icon={FolderIcon} busy={choose.busy} onClick={() => void choose.run(null)}>
          {watch === null ? strings.choose : strings.other}
        </Button>
        {watch === null && offersDownloads ? (
          <Button busy={downloads.busy} onClick={() => void downloads.run(null)}>
            {strings.downloads}
          </Button>
        ) : null}
        {(suggestions.value ?? [])
          .filter(({ path }) => path !== watch?.folder)
          .map(({ folder, cloud }) => (
            <Button key={folder} busy={suggested.busy} onClick={() => void suggested.run({ folder })}>
              {strings.suggested(strings.clouds[cloud])}
            </Button>
          ))}
      </div>
      <CommandFailures commands={[choose, downloads, suggested]} />
    </Card>
  );
}

function Watched({ watch }: { readonly watch: TakeoutWatch }) {
  const formats = useFormats();
  const now = useNow(30_000);
  const start = useCommand('takeout.startWatching');
  const stop = useCommand('takeout.stopWatching');
  return (
    <>
      <SwitchRow
        label={strings.on}
        hint={watch.folder}
        checked={watch.isOn}
        disabled={start.busy || stop.busy}
        onChange={(isOn) => void (isOn ? start : stop).run(null)}
      />
      <CommandFailures commands={[start, stop]} />
      {watch.problem === null ? null : <ProblemNotice problem={watch.problem} announce="status" />}
      {watch.isOn ? (
        <p className={styles.soft}>
          {watch.lookedAt === null ? strings.notYet : strings.looked(formats.relative(watch.lookedAt, now))}
          {watch.lookedAt !== null && watch.parts.length === 0 ? ` ${strings.empty}` : ''}
        </p>
      ) : (
        <p className={styles.soft}>{strings.off}</p>
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
  const formats = useFormats();
  if (parts.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label={strings.partsLabel}>
      {parts.map(({ name, state, problem }) => (
        <li className={styles.part} key={name}>
          <span className={styles.name}>{name}</span>
          <Badge tone={tones[state]}>{strings.states[state]}</Badge>
          {problem === null ? null : <p className={styles.reason}>{takeoutStrings.why(formats.problem(problem))}</p>}
        </li>
      ))}
    </ul>
  );
}
