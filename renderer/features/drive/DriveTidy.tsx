import type { TidyReport } from '../../../electron/contract/drive-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { exportName } from '../takeout/export-names.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Drive.module.css';
import { sizeOf } from './drive-sizes.ts';

/** Removing imported exports from Drive: off until switched on, listed before, and undone with one click. */
export function DriveTidy() {
  const t = useTexts();
  const isOn = useSnapshot((snapshot) => snapshot.settings.tidyDrive);
  const { plan, undone } = useSnapshot((snapshot) => snapshot.drive.tidy);
  const switching = useCommand('drive.switchTidy');
  return (
    <div className={styles.section}>
      <SwitchRow
        label={t('drive.tidy.title')}
        hint={t('drive.tidy.hint')}
        checked={isOn}
        disabled={switching.busy}
        onChange={(on) => void switching.run({ isOn: on })}
      />
      <CommandFailures commands={[switching]} />
      {undone === null ? null : (
        <Notice tone="good" title={t('drive.tidy.undone', { files: undone.files.length })} announce="status">
          {undone.gone.length === 0 ? null : <p>{t('drive.tidy.gone', { files: undone.gone.length })}</p>}
        </Notice>
      )}
      {isOn && plan !== null && plan.files.length > 0 ? <Listed plan={plan} /> : null}
      {isOn && plan !== null && plan.kept.length > 0 ? <Kept plan={plan} /> : null}
      {plan !== null && plan.trashed.length > 0 ? <Trashed plan={plan} /> : null}
    </div>
  );
}

function Listed({ plan: { files } }: { readonly plan: TidyReport }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const movesAt = useSnapshot((snapshot) => snapshot.drive.tidy.movesAt);
  const tidy = useCommand('drive.tidy');
  const values = { files: files.length, size: formats.bytes(sizeOf(files)) };
  return (
    <>
      <p>
        {movesAt === null
          ? t('drive.tidy.listed', values)
          : t('drive.tidy.listed-until', { ...values, when: formats.nearTime(movesAt, now) })}
      </p>
      <Disclosure label={t('drive.tidy.names')}>
        <ul className={styles.names}>
          {files.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      </Disclosure>
      <div className={styles.buttons}>
        <Button busy={tidy.busy} onClick={() => void tidy.run(null)}>
          {t('drive.tidy.now', { files: files.length })}
        </Button>
      </div>
      <CommandFailures commands={[tidy]} />
    </>
  );
}

function Kept({ plan: { kept } }: { readonly plan: TidyReport }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <Disclosure label={t('drive.tidy.kept')}>
      <ul className={styles.names}>
        {kept.map(({ stamp, reason }) => (
          <li key={stamp}>
            {t('drive.tidy.kept-because', {
              export: exportName(stamp, formats),
              reason: t(`drive.tidy.reasons.${reason}`),
            })}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Trashed({ plan: { trashed } }: { readonly plan: TidyReport }) {
  const t = useTexts();
  const undo = useCommand('drive.undoTidy');
  return (
    <>
      <Notice
        tone="calm"
        title={t('drive.tidy.trashed', { files: trashed.length })}
        actions={
          <Button busy={undo.busy} onClick={() => void undo.run(null)}>
            {t('drive.tidy.undo')}
          </Button>
        }
      />
      <CommandFailures commands={[undo]} />
    </>
  );
}
