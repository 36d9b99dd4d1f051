import type { SetupStep } from '../../../electron/contract/setup-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CheckIcon, InfoIcon, ProblemsIcon } from '../../components/icons.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo as goToScreen } from '../../store/go-to.ts';
import { ChoosePhotos } from '../pick/ChoosePhotos.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { missingSteps, type SetupFacts, setupAccount } from './step-states.ts';
import { setupStrings } from './strings.ts';
import { useSetupFacts, useSteps } from './use-steps.ts';

const strings = setupStrings.done;

/** Everything at a glance, what is missing, and the end of the set-up. */
export function DoneStep() {
  const facts = useSetupFacts();
  const finish = useCommand('setup.finish');
  const { goTo } = useSteps();
  const missing = missingSteps(facts);
  const door = facts.plan.door ?? 'library';
  const [first] = missing;
  async function end(): Promise<void> {
    const answer = await finish.run(null);
    if (answer.ok) goToScreen('overview');
  }
  const finishing = (kind: 'primary' | 'quiet', label: string) => (
    <Button kind={kind} size={kind === 'primary' ? 'large' : 'medium'} busy={finish.busy} onClick={() => void end()}>
      {label}
    </Button>
  );
  const words = first === undefined ? strings.ready[door] : { title: strings.notYet, lead: strings.notYetLead };
  // Exports can be imported by hand meanwhile; the rest is offered where it is needed.
  const mayFinish = door === 'library' && facts.destination !== null && facts.plan.door !== null;
  return (
    <StepFrame
      {...words}
      primary={
        facts.setup.finished ? (
          <Button kind="primary" size="large" onClick={() => goToScreen('overview')}>
            {strings.toOverview}
          </Button>
        ) : first === undefined ? (
          finishing('primary', strings.start[door])
        ) : (
          <Button kind="primary" size="large" onClick={() => goTo(first)}>
            {strings.add(setupStrings.names[first])}
          </Button>
        )
      }
      second={
        first !== undefined && mayFinish && !facts.setup.finished ? finishing('quiet', strings.anyway) : undefined
      }
    >
      <Summary facts={facts} missing={missing} />
      {door === 'choice' && facts.destination !== null && setupAccount(facts) !== null ? (
        <Card title={strings.chooseNow}>
          <ChoosePhotos />
        </Card>
      ) : null}
      <CommandFailures commands={[finish]} />
    </StepFrame>
  );
}

interface Line {
  readonly step: SetupStep;
  readonly term: string;
  readonly value: string | null;
}

function linesOf(facts: SetupFacts, formats: Formats): readonly Line[] {
  const { plan, client, destination, drive } = facts;
  const { door, pickup, orderedAt } = plan;
  const email = door === 'library' ? (drive.connection?.email ?? null) : (setupAccount(facts)?.email ?? null);
  const values: Readonly<Record<Exclude<SetupStep, 'publish' | 'done'>, Omit<Line, 'step'>>> = {
    welcome: { term: strings.door, value: door === null ? null : setupStrings.welcome.doors[door].label },
    folder: { term: strings.folder, value: destination?.path ?? null },
    order: {
      term: strings.order,
      value: orderedAt === null ? strings.notOrdered : strings.orderedOn(formats.day(orderedAt)),
    },
    pickup: { term: strings.pickup, value: pickup === null ? strings.undecided : strings.pickups[pickup] },
    client: { term: strings.client, value: client?.clientId ?? null },
    'sign-in': { term: strings.account, value: email },
  };
  return Object.entries(values).map(([step, line]) => ({ step: step as keyof typeof values, ...line }));
}

function Summary({ facts, missing }: { readonly facts: SetupFacts; readonly missing: readonly SetupStep[] }) {
  const formats = useFormats();
  const { goTo, steps, states } = useSteps();
  return (
    <Card title={strings.summary}>
      <ul className={styles.summary}>
        {linesOf(facts, formats)
          .filter(({ step }) => steps.includes(step))
          .map(({ step, term, value }) => {
            const isMissing = missing.includes(step);
            const Icon = isMissing ? ProblemsIcon : states[step] === 'done' ? CheckIcon : InfoIcon;
            return (
              <li className={styles.summaryLine} key={step} data-missing={isMissing}>
                <Icon />
                <span className={styles.summaryWords}>
                  <span className={styles.aside}>{term}</span>
                  {value ?? strings.missing}
                </span>
                <div className={styles.change}>
                  <Button size="small" kind="quiet" onClick={() => goTo(step)}>
                    {strings.change(setupStrings.names[step])}
                  </Button>
                </div>
              </li>
            );
          })}
      </ul>
    </Card>
  );
}
