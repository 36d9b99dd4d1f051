import type { Verification, VerificationOutcome } from '../../../electron/contract/verification-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CheckIcon, ProblemsIcon, StopIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './VerificationCard.module.css';

/** Reading the whole folder again: how it is begun, how far it is, and what it has found. */
export function VerificationCard() {
  const t = useTexts();
  const verification = useSnapshot((snapshot) => snapshot.verification);
  const start = useCommand('destination.verify');
  const stop = useCommand('destination.stopVerifying');
  const hasFolder = useSnapshot((snapshot) => snapshot.destination !== null);
  const isReading = verification?.stage === 'reading';
  const stopping = stop.busy || (isReading && verification.stopping);
  if (!hasFolder) return null;
  return (
    <Card title={t('verification.title')} icon={CheckIcon}>
      <p className={styles.hint}>{t('verification.hint')}</p>
      {verification === null ? null : <Stage verification={verification} />}
      <div>
        {isReading ? (
          <Button icon={StopIcon} busy={stopping} onClick={() => void stop.run(null)}>
            {stopping ? t('verification.stopping') : t('verification.stop')}
          </Button>
        ) : (
          <Button icon={CheckIcon} busy={start.busy} onClick={() => void start.run(null)}>
            {t('verification.start')}
          </Button>
        )}
      </div>
      <CommandFailures commands={[start, stop]} />
    </Card>
  );
}

function Stage({ verification }: { readonly verification: Verification }) {
  const dismiss = useCommand('destination.dismissVerification');
  switch (verification.stage) {
    case 'reading':
      return <Reading progress={verification.progress} />;
    case 'ended':
      return <Outcome outcome={verification.outcome} onDismiss={() => void dismiss.run(null)} />;
    case 'failed':
      return <ProblemNotice problem={verification.problem} onDismiss={() => void dismiss.run(null)} />;
  }
}

function Reading({ progress }: Pick<Extract<Verification, { stage: 'reading' }>, 'progress'>) {
  const t = useTexts();
  const formats = useFormats();
  if (progress === null) {
    return <Progress label={t('verification.progress')} value={null} valueText={t('verification.counting')} />;
  }
  const { files, totalFiles: total, bytes, totalBytes } = progress;
  const words = t('verification.reading', {
    ...{ files, total },
    ...{ bytes: formats.bytes(bytes), totalBytes: formats.bytes(totalBytes) },
  });
  return (
    <>
      <Progress
        label={t('verification.progress')}
        value={totalBytes === 0 ? 1 : bytes / totalBytes}
        valueText={words}
      />
      <p className={styles.hint}>{words}</p>
    </>
  );
}

/** The same as the command line says. */
function Outcome({ outcome, onDismiss }: { readonly outcome: VerificationOutcome; readonly onDismiss: () => void }) {
  const t = useTexts();
  const formats = useFormats();
  const { checked, bytes, intact, findings, named, known, edited, quarantined, unknown, seconds } = outcome;
  const isWell = findings + known === 0;
  if (checked + findings + known === 0) {
    return <Notice tone="calm" title={t('verification.nothing')} announce="status" onDismiss={onDismiss} />;
  }
  const notes = [
    intact === checked && findings === 0 ? t('verification.intact', { checked }) : null,
    known === 0 ? null : t('verification.known', { known }),
    edited === 0 ? null : t('verification.edited', { edited }),
    quarantined === 0 ? null : t('verification.quarantined', { quarantined }),
    unknown === 0 ? null : t('verification.unknown', { unknown }),
  ].filter((note) => note !== null);
  const title = t('verification.checked', {
    ...{ checked, bytes: formats.bytes(bytes) },
    duration: formats.duration(seconds),
  });
  return (
    <Notice
      tone={isWell ? 'good' : 'bad'}
      icon={isWell ? CheckIcon : ProblemsIcon}
      title={title}
      announce="status"
      onDismiss={onDismiss}
      actions={isWell ? null : <Button onClick={() => goTo('problems')}>{t('verification.to-problems')}</Button>}
    >
      {findings === 0 ? null : <Findings findings={findings} named={named} />}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Notice>
  );
}

function Findings({ findings, named }: Pick<VerificationOutcome, 'findings' | 'named'>) {
  const t = useTexts();
  const more = findings - named.length;
  return (
    <>
      <p>{t('verification.findings', { findings })}</p>
      <ul className={styles.findings}>
        {named.map(({ path, fault }) => (
          <li key={`${fault} ${path}`}>
            <span data-verbatim="">{path}</span> ({t(`verification.faults.${fault}`)})
          </li>
        ))}
        {more === 0 ? null : <li>{t('verification.more', { more })}</li>}
      </ul>
    </>
  );
}
