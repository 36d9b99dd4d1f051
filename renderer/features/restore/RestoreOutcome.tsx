import type { AppRestore } from '../../../electron/contract/restore-desktop-models.ts';
import type { RestoredAlbum, RestoreReport } from '../../../electron/contract/restore-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CheckIcon, CloudIcon, LinkIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandButton } from '../ways-out/CommandButton.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { NameList } from './NameList.tsx';
import styles from './Restore.module.css';
import { selectionWords } from './selection-words.ts';

export interface RestoreOutcomeProps {
  readonly restore: AppRestore;
  readonly report: RestoreReport;
}

/** What arrived, what Google refused and why, and how to send the rest. */
export function RestoreOutcome({ restore, report }: RestoreOutcomeProps) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <Card title={t('restore.way.title', { email: report.email })} icon={CloudIcon}>
      <div className={styles.stack}>
        <p className={styles.soft}>{selectionWords(restore, formats)}</p>
        <Verdict report={report} />
        <Facts facts={numbersOf(report, formats)} layout="columns" />
        {report.renamed === 0 ? null : (
          <p className={styles.aside}>{t('restore.ended.renamed', { renamed: report.renamed })}</p>
        )}
        <Albums albums={report.albums} />
        <Failures report={report} />
        <Onward restore={restore} report={report} />
      </div>
    </Card>
  );
}

function Verdict({ report }: { readonly report: RestoreReport }) {
  const t = useTexts();
  const { outcome, items, sent, present, email } = report;
  const arrived = sent + present;
  if (outcome === 'complete') {
    return (
      <Notice tone="good" icon={CheckIcon} title={t('restore.ended.complete', { items, email })} announce="status">
        <p>{t('restore.ended.checked')}</p>
      </Notice>
    );
  }
  const isStopped = outcome === 'stopped';
  const title = t(isStopped ? 'restore.ended.stopped' : 'restore.ended.problems', { arrived, items, email });
  return (
    <Notice tone={isStopped ? 'calm' : 'warn'} title={title} announce="status">
      <p>{isStopped ? t('restore.ended.stopped-words') : t('restore.ended.checked')}</p>
    </Notice>
  );
}

function numbersOf({ sent, present, unaccepted, failed, left, bytes }: RestoreReport, formats: Formats) {
  const { t, count } = formats;
  const ifAny = (term: string, value: number) => (value === 0 ? [] : [{ term, value: count(value) }]);
  return [
    { term: t('restore.ended.sent'), value: count(sent) },
    { term: t('restore.ended.present'), value: count(present) },
    ...ifAny(t('restore.ended.unaccepted'), unaccepted),
    ...ifAny(t('restore.ended.failed'), failed),
    ...ifAny(t('restore.ended.left'), left),
    { term: t('restore.ended.bytes'), value: formats.bytes(bytes) },
  ];
}

function Albums({ albums }: { readonly albums: readonly RestoredAlbum[] }) {
  const t = useTexts();
  const differing = albums.filter(({ items, found, inOrder }) => found !== items || !inOrder);
  const whole = albums.length - differing.length;
  return (
    <>
      {whole === 0 ? null : <p>{t('restore.ended.albums-whole', { albums: whole })}</p>}
      {differing.length === 0 ? null : (
        <div className={styles.tight}>
          <p className={styles.soft}>{t('restore.ended.albums')}</p>
          <ul className={styles.names}>
            {differing.map(({ title: album, items, found, inOrder }) => (
              <li className={styles.name} key={album}>
                {t('restore.ended.album', { album, found, items, ordered: inOrder ? 'yes' : 'no' })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Failures({ report: { failures, failed } }: { readonly report: RestoreReport }) {
  const formats = useFormats();
  if (failed === 0) return null;
  const names = failures.map(({ path, problem }) => ({ path, why: formats.problem(problem).title }));
  return <NameList names={names} total={failed} label={formats.t('restore.ended.failures')} />;
}

function Onward({ restore, report }: RestoreOutcomeProps) {
  const t = useTexts();
  const again = useCommand('restore.plan');
  const dismiss = useCommand('restore.dismiss');
  const { selection, account } = restore;
  const isWhole = report.outcome === 'complete';
  return (
    <>
      <div className={styles.buttons}>
        {isWhole ? null : (
          <Button kind="primary" busy={again.busy} onClick={() => void again.run({ selection, account })}>
            {t('restore.ended.again')}
          </Button>
        )}
        <Button kind={isWhole ? 'primary' : 'secondary'} busy={dismiss.busy} onClick={() => void dismiss.run(null)}>
          {t('restore.ended.done')}
        </Button>
        <CommandButton
          verb="app.openLink"
          input={{ link: 'google-photos' }}
          label={t('restore.ended.open')}
          icon={LinkIcon}
        />
      </div>
      <CommandFailures commands={[again, dismiss]} />
    </>
  );
}
