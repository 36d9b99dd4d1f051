import type { SetupStep } from '../../../electron/contract/desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CheckIcon, PlayIcon, ProblemsIcon } from '../../components/icons.tsx';
import { goTo as goToScreen } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { missingSteps, setupAccount } from './step-states.ts';
import { setupStrings } from './strings.ts';
import { useSetupFacts, useSteps } from './use-steps.ts';

const strings = setupStrings.done;

/** Everything at a glance, what is missing, and the first backup. */
export function DoneStep() {
  const missing = missingSteps(useSetupFacts());
  const isReady = missing.length === 0;
  return (
    <StepFrame
      step="done"
      title={isReady ? strings.title : strings.notYet}
      lead={isReady ? strings.lead : strings.notYetLead}
      next={null}
    >
      <Summary missing={missing} />
      <Start isReady={isReady} />
    </StepFrame>
  );
}

function Summary({ missing }: { readonly missing: readonly SetupStep[] }) {
  const facts = useSetupFacts();
  const { goTo } = useSteps();
  const lines: readonly { readonly step: SetupStep; readonly term: string; readonly value: string | null }[] = [
    { step: 'client', term: strings.client, value: facts.client?.clientId ?? null },
    { step: 'sign-in', term: strings.account, value: setupAccount(facts)?.email ?? null },
    { step: 'folder', term: strings.folder, value: facts.destination?.path ?? null },
    { step: 'sources', term: strings.sources, value: strings.sourcesValue },
  ];
  return (
    <Card title={strings.summary}>
      <ul className={styles.summary}>
        {lines.map(({ step, term, value }) => {
          const isMissing = missing.includes(step);
          return (
            <li className={styles.summaryLine} key={step} data-missing={isMissing}>
              {isMissing ? <ProblemsIcon /> : <CheckIcon />}
              <span className={styles.summaryWords}>
                <span className={styles.aside}>{term}</span>
                {value ?? strings.missing}
              </span>
              <div className={isMissing ? undefined : styles.change}>
                <Button size="small" kind={isMissing ? 'primary' : 'quiet'} onClick={() => goTo(step)}>
                  {isMissing ? strings.add(setupStrings.names[step]) : strings.change(setupStrings.names[step])}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** Finishing starts the first backup; a set-up that is finished already has nothing to start. */
function Start({ isReady }: { readonly isReady: boolean }) {
  const finished = useSnapshot((snapshot) => snapshot.setup.finished);
  const finish = useCommand('setup.finish');
  async function begin(): Promise<void> {
    const answer = await finish.run(null);
    if (answer.ok) goToScreen('overview');
  }
  if (finished) {
    return (
      <div className={styles.buttons}>
        <Button kind="primary" size="large" onClick={() => goToScreen('overview')}>
          {strings.toOverview}
        </Button>
      </div>
    );
  }
  return (
    <>
      <div className={styles.buttons}>
        <Button
          kind="primary"
          size="large"
          icon={PlayIcon}
          busy={finish.busy}
          disabled={!isReady}
          onClick={() => void begin()}
        >
          {strings.start}
        </Button>
      </div>
      <CommandFailures commands={[finish]} />
    </>
  );
}
