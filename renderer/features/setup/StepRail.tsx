import { classNames } from '../../components/class-names.ts';
import { CheckIcon, ProblemsIcon } from '../../components/icons.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './StepRail.module.css';
import type { StepState } from './step-states.ts';
import type { Steps } from './use-steps.ts';

/** All steps, with what is done; each can be gone to at any time. */
export function StepRail({ steps: { present, steps, states, goTo } }: { readonly steps: Steps }) {
  const t = useTexts();
  const formats = useFormats();
  const place = Math.max(1, steps.indexOf(present) + 1);
  return (
    <nav className={styles.rail} aria-label={t('setup.steps')}>
      <p className={styles.place}>
        {t('setup.step-of', { step: place, total: steps.length })}
        <b>{t(`setup.names.${present}`)}</b>
      </p>
      <ol className={styles.list}>
        {steps.map((step, index) => (
          <li className={styles.item} key={step}>
            <button
              className={classNames(styles.step, step === present && styles.present)}
              type="button"
              aria-current={step === present ? 'step' : undefined}
              onClick={() => goTo(step)}
            >
              <span className={styles.sign} data-state={states[step]}>
                <StepSign state={states[step]} number={formats.count(index + 1)} />
              </span>
              <span className={styles.name}>{t(`setup.names.${step}`)}</span>
              <VisuallyHidden>{`(${t(`setup.states.${states[step]}`)})`}</VisuallyHidden>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepSign({ state, number }: { readonly state: StepState; readonly number: string }) {
  switch (state) {
    case 'done':
      return <CheckIcon />;
    case 'warn':
      return <ProblemsIcon />;
    case 'passed':
    case 'open':
      return <span aria-hidden="true">{number}</span>;
  }
}
