import type { Selection } from '../../../electron/contract/desktop-models.ts';
import { fidelityTexts } from '../../../electron/contract/fidelity-texts.ts';
import type { RunReport } from '../../../electron/contract/models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CheckIcon, DownloadIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { ChooseButton } from './ChooseButton.tsx';
import styles from './Pick.module.css';
import { pickStrings } from './strings.ts';
import { WaysOn } from './WaysOn.tsx';

const strings = pickStrings.ended;

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
  const formats = useFormats();
  const items = formats.plural(chosen, pickStrings.items);
  const isWhole = keptUntil === null && (report === null || report.failed === 0);
  const isNothing = chosen === 0 && (report === null || report.discovered === 0);
  const title = isNothing ? strings.nothing : isWhole ? strings.complete(items) : strings.partly(items);
  return (
    <Notice
      tone={isNothing ? 'calm' : isWhole ? 'good' : 'warn'}
      {...(isWhole && !isNothing ? { icon: CheckIcon } : {})}
      title={title}
      announce="status"
      onDismiss={onDismiss}
    >
      {isNothing ? <p>{strings.nothingWords}</p> : null}
      {album === null || isNothing ? null : <p>{pickStrings.intoAlbum(album)}</p>}
    </Notice>
  );
}

interface OnwardProps extends ChoiceOutcomeProps {
  /** Nothing was chosen, or it never came to that. */
  readonly isEmpty: boolean;
}

/** The rest, as long as Google hands it out, and the ways on. */
function Onward({ album, ended: { problem, keptUntil }, isEmpty }: OnwardProps) {
  const formats = useFormats();
  const now = useNow(60_000);
  const goOn = useCommand('pick.goOn');
  return (
    <>
      {keptUntil === null ? null : <p>{strings.kept(formats.nearTime(keptUntil, now))}</p>}
      <div className={styles.buttons}>
        {keptUntil === null ? null : (
          <Button kind="primary" icon={DownloadIcon} busy={goOn.busy} onClick={() => void goOn.run(null)}>
            {strings.goOn}
          </Button>
        )}
        {problem === null ? (
          <ChooseButton label={isEmpty ? pickStrings.choose : pickStrings.chooseMore} album={album} />
        ) : (
          <WaysOn problem={problem} album={album} />
        )}
      </div>
      <CommandFailures commands={[goOn]} />
    </>
  );
}

function Sums({ report, chosen }: { readonly report: RunReport; readonly chosen: number }) {
  const formats = useFormats();
  const { title, explanation } = fidelityTexts['api-copy'];
  return (
    <>
      <Facts facts={factsOf(report, formats)} layout="columns" />
      {report.stored === 0 ? null : (
        <p className={styles.aside}>
          {title}. {explanation}
        </p>
      )}
      {report.discovered > chosen ? <p className={styles.aside}>{strings.pairs}</p> : null}
    </>
  );
}

function factsOf({ stored, present, skipped, failed, bytes }: RunReport, { count, bytes: size }: Formats) {
  const ifAny = (term: string, value: number) => (value === 0 ? [] : [{ term, value: count(value) }]);
  return [
    { term: strings.stored, value: count(stored) },
    { term: strings.present, value: count(present) },
    ...ifAny(strings.skipped, skipped),
    ...ifAny(strings.failed, failed),
    { term: strings.bytes, value: size(bytes) },
  ];
}
