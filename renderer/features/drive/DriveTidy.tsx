import type { TidyReport } from '../../../electron/contract/drive-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { exportName } from '../takeout/export-names.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Drive.module.css';
import { sizeOf } from './drive-sizes.ts';
import { driveStrings } from './strings.ts';

const strings = driveStrings.tidy;

/** Removing imported exports from Drive: off until switched on, listed before, and undone with one click. */
export function DriveTidy() {
  const isOn = useSnapshot((snapshot) => snapshot.settings.tidyDrive);
  const { plan, undone } = useSnapshot((snapshot) => snapshot.drive.tidy);
  const formats = useFormats();
  const switching = useCommand('drive.switchTidy');
  const files = (count: number): string => formats.plural(count, driveStrings.files);
  return (
    <div className={styles.section}>
      <SwitchRow
        label={strings.title}
        hint={strings.hint}
        checked={isOn}
        disabled={switching.busy}
        onChange={(on) => void switching.run({ isOn: on })}
      />
      <CommandFailures commands={[switching]} />
      {undone === null ? null : (
        <Notice tone="good" title={strings.undone(files(undone.files.length))} announce="status">
          {undone.gone.length === 0 ? null : <p>{strings.gone(files(undone.gone.length))}</p>}
        </Notice>
      )}
      {isOn && plan !== null && plan.files.length > 0 ? <Listed plan={plan} /> : null}
      {isOn && plan !== null && plan.kept.length > 0 ? <Kept plan={plan} /> : null}
      {plan !== null && plan.trashed.length > 0 ? <Trashed plan={plan} /> : null}
    </div>
  );
}

function Listed({ plan: { files } }: { readonly plan: TidyReport }) {
  const formats = useFormats();
  const now = useNow(60_000);
  const movesAt = useSnapshot((snapshot) => snapshot.drive.tidy.movesAt);
  const tidy = useCommand('drive.tidy');
  const count = formats.plural(files.length, driveStrings.files);
  return (
    <>
      <p>
        {strings.listed(count, formats.bytes(sizeOf(files)))}.{' '}
        {movesAt === null ? '' : strings.moves(formats.nearTime(movesAt, now))}
      </p>
      <Disclosure label={strings.names}>
        <ul className={styles.names}>
          {files.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      </Disclosure>
      <div className={styles.buttons}>
        <Button busy={tidy.busy} onClick={() => void tidy.run(null)}>
          {strings.now(count)}
        </Button>
      </div>
      <CommandFailures commands={[tidy]} />
    </>
  );
}

function Kept({ plan: { kept } }: { readonly plan: TidyReport }) {
  const formats = useFormats();
  return (
    <Disclosure label={strings.kept}>
      <ul className={styles.names}>
        {kept.map(({ stamp, reason }) => (
          <li key={stamp}>
            {exportName(stamp, formats)}: {strings.reasons[reason]}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Trashed({ plan: { trashed } }: { readonly plan: TidyReport }) {
  const formats = useFormats();
  const undo = useCommand('drive.undoTidy');
  return (
    <>
      <Notice
        tone="calm"
        title={strings.trashed(formats.plural(trashed.length, driveStrings.files))}
        actions={
          <Button busy={undo.busy} onClick={() => void undo.run(null)}>
            {strings.undo}
          </Button>
        }
      />
      <CommandFailures commands={[undo]} />
    </>
  );
}
