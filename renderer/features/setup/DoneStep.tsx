import type { ReactNode } from 'react';
import type { SetupStep } from '../../../electron/contract/setup-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { BreakableId } from '../../components/BreakableId.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CheckIcon, InfoIcon, ProblemsIcon } from '../../components/icons.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo as goToScreen } from '../../store/go-to.ts';
import { ChoosePhotos } from '../pick/ChoosePhotos.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { missingSteps, type SetupFacts, setupAccount } from './step-states.ts';
import { useSetupFacts, useSteps } from './use-steps.ts';

/** Everything at a glance, what is missing, and the end of the set-up. */
export function DoneStep() {
  const t = useTexts();
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
  const isReady = first === undefined;
  // Exports can be imported by hand meanwhile; the rest is offered where it is needed.
  const mayFinish = door === 'library' && facts.destination !== null && facts.plan.door !== null;
  return (
    <StepFrame
      title={isReady ? t(`setup.done.ready.${door}.title`) : t('setup.done.not-yet')}
      lead={isReady ? t(`setup.done.ready.${door}.lead`) : t('setup.done.not-yet-lead')}
      primary={
        facts.setup.finished ? (
          <Button kind="primary" size="large" onClick={() => goToScreen('overview')}>
            {t('setup.done.to-overview')}
          </Button>
        ) : first === undefined ? (
          finishing('primary', t(`setup.done.start.${door}`))
        ) : (
          <Button kind="primary" size="large" onClick={() => goTo(first)}>
            {t('setup.done.add', { what: t(`setup.names.${first}`) })}
          </Button>
        )
      }
      second={
        first !== undefined && mayFinish && !facts.setup.finished
          ? finishing('quiet', t('setup.done.anyway'))
          : undefined
      }
    >
      <Summary facts={facts} missing={missing} />
      {door === 'choice' && facts.destination !== null && setupAccount(facts) !== null ? (
        <Card title={t('setup.done.choose-now')}>
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
  readonly value: ReactNode;
}

function linesOf(facts: SetupFacts, { day, t }: Formats): readonly Line[] {
  const { plan, client, destination, drive } = facts;
  const { door, pickup, orderedAt } = plan;
  const email = door === 'library' ? (drive.connection?.email ?? null) : (setupAccount(facts)?.email ?? null);
  const values: Readonly<Record<Exclude<SetupStep, 'publish' | 'done'>, Omit<Line, 'step'>>> = {
    welcome: { term: t('setup.done.door'), value: door === null ? null : t(`setup.welcome.doors.${door}.label`) },
    folder: { term: t('setup.done.folder'), value: destination?.path ?? null },
    order: {
      term: t('setup.done.order'),
      value: orderedAt === null ? t('setup.done.not-ordered') : t('setup.done.ordered-on', { date: day(orderedAt) }),
    },
    pickup: {
      term: t('setup.done.pickup'),
      value: pickup === null ? t('setup.done.undecided') : t(`setup.done.pickups.${pickup}`),
    },
    client: { term: t('setup.done.client'), value: client === null ? null : <BreakableId id={client.clientId} /> },
    'sign-in': { term: t('setup.done.account'), value: email },
  };
  return Object.entries(values).map(([step, line]) => ({ step: step as keyof typeof values, ...line }));
}

function Summary({ facts, missing }: { readonly facts: SetupFacts; readonly missing: readonly SetupStep[] }) {
  const t = useTexts();
  const formats = useFormats();
  const { goTo, steps, states } = useSteps();
  return (
    <Card title={t('setup.done.summary')}>
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
                  {value ?? t('setup.done.missing')}
                </span>
                <div className={styles.change}>
                  <Button size="small" kind="quiet" onClick={() => goTo(step)}>
                    {t('setup.done.change', { what: t(`setup.names.${step}`) })}
                  </Button>
                </div>
              </li>
            );
          })}
      </ul>
    </Card>
  );
}
