import type { Selection } from '../../../electron/contract/desktop-models.ts';
import type { RunReport } from '../../../electron/contract/models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CheckIcon, DownloadIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { ChooseButton } from './ChooseButton.tsx';
import styles from './Pick.module.css';

import { WaysOn } from './WaysOn.tsx';

export interface ChoiceOutcomeProps {
  readonly album: string | null;
  readonly ended: Extract<Selection['now'], { stage: 'ended' }>;
}

/** The outcome of a selection, and how to continue. */
export function ChoiceOutcome({ album, ended }: ChoiceOutcomeProps) {
  const { problem, report } = ended;
  const dismiss = useCommand('pick.dismiss');
  const putAway = () => void dismiss.run(null);
  const isEmpty = report === null || report.discovered === 0;
  return (
    <>
      {problem === null ? (
        <Result album={album} ended={ended} onDismiss={putAway} />
      ) : (
        <ProblemNotice problem={problem} announce="status" onDismiss={putAway} />
      )}
      {isEmpty ? null : <Sums report={report} chosen={ended.chosen} />}
      <Onward album={album} ended={ended} isEmpty={isEmpty} />
      <CommandFailures commands={[dismiss]} />
    </>
  );
}

interface ResultProps extends ChoiceOutcomeProps {
  readonly onDismiss: () => void;
}

function Result({ album, ended: { chosen, report, keptUntil }, onDismiss }: ResultProps) {
  const t = useTexts();
  const isWhole = keptUntil === null && (report === null || report.failed === 0);
  const isNothing = chosen === 0 && (report === null || report.discovered === 0);
  const title = isNothing
    ? t('pick.ended.nothing')
    : isWhole
      ? t('pick.ended.complete', { items: chosen })
      : t('pick.ended.partly', { items: chosen });
  return (
    <Notice
      tone={isNothing ? 'calm' : isWhole ? 'good' : 'warn'}
      {...(isWhole && !isNothing ? { icon: CheckIcon } : {})}
      title={title}
      announce="status"
      onDismiss={onDismiss}
    >
      {isNothing ? <p>{t('pick.ended.nothing-words')}</p> : null}
      {album === null || isNothing ? null : <p>{t('pick.into-album', { album })}</p>}
    </Notice>
  );
}

interface OnwardProps extends ChoiceOutcomeProps {
  /** Nothing was chosen, or it never came to that. */
  readonly isEmpty: boolean;
}

/** The rest, as long as Google hands it out, and the ways on. */
function Onward({ album, ended: { problem, keptUntil }, isEmpty }: OnwardProps) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const goOn = useCommand('pick.goOn');
  return (
    <>
      {keptUntil === null ? null : <p>{t('pick.ended.kept', { when: formats.nearTime(keptUntil, now) })}</p>}
      <div className={styles.buttons}>
        {keptUntil === null ? null : (
          <Button kind="primary" icon={DownloadIcon} busy={goOn.busy} onClick={() => void goOn.run(null)}>
            {t('pick.ended.go-on')}
          </Button>
        )}
        {problem === null ? (
          <ChooseButton label={isEmpty ? t('pick.choose') : t('pick.choose-more')} album={album} />
        ) : (
          <WaysOn problem={problem} album={album} />
        )}
      </div>
      <CommandFailures commands={[goOn]} />
    </>
  );
}

function Sums({ report, chosen }: { readonly report: RunReport; readonly chosen: number }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <>
      <Facts facts={factsOf(report, formats)} layout="columns" />
      {report.stored === 0 ? null : <p className={styles.aside}>{t('pick.ended.copies')}</p>}
      {report.discovered > chosen ? <p className={styles.aside}>{t('pick.ended.pairs')}</p> : null}
    </>
  );
}

function factsOf({ stored, present, skipped, failed, bytes }: RunReport, { count, bytes: size, t }: Formats) {
  const ifAny = (term: string, value: number) => (value === 0 ? [] : [{ term, value: count(value) }]);
  return [
    { term: t('pick.ended.stored'), value: count(stored) },
    { term: t('pick.ended.present'), value: count(present) },
    ...ifAny(t('pick.ended.skipped'), skipped),
    ...ifAny(t('pick.ended.failed'), failed),
    { term: t('pick.ended.bytes'), value: size(bytes) },
  ];
}
