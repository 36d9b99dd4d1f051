import { ProblemNotice } from '../components/ProblemNotice.tsx';
import { useUnheard } from '../store/use-store.tsx';
import styles from './Shell.module.css';

/** Failures whose button has gone: nothing is swallowed because somebody went on to another screen. */
export function UnheardFailures() {
  const { problems, dismiss } = useUnheard();
  if (problems.length === 0) return null;
  return (
    <div className={styles.unheard}>
      {problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two failures may read the same.
        <ProblemNotice key={index} problem={problem} onDismiss={() => dismiss(problem)} />
      ))}
    </div>
  );
}
