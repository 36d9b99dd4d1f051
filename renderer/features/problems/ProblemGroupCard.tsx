import type { ProblemGroup } from '../../../electron/contract/desktop-models.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import type { Tone } from '../../components/tone.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { WaysOut } from '../ways-out/WaysOut.tsx';
import { ProblemList } from './ProblemList.tsx';
import styles from './Problems.module.css';

const tones: Readonly<Record<ProblemGroup['retry'], Tone>> = { automatic: 'calm', 'after-fix': 'warn', never: 'bad' };

interface ProblemGroupCardProps {
  readonly group: ProblemGroup;
  /** Its way out is what the person is to do first. */
  readonly isFirst: boolean;
}

/** One cause: why, what to do, and what it concerns. */
export function ProblemGroupCard({ group, isFirst }: ProblemGroupCardProps) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const { title, explanation, wayOut } = formats.problem(group);
  return (
    <Card title={title} aside={<Badge tone={tones[group.retry]}>{t(`problems.retry.${group.retry}`)}</Badge>}>
      <p className={styles.soft}>{t('problems.times', { times: group.count, when: formats.ago(group.newest, now) })}</p>
      <p>{explanation}</p>
      <p className={styles.wayOut}>{wayOut}</p>
      <WaysOut code={group.code} link={group.link} prominent={isFirst} />
      {group.examples.length === 0 ? null : (
        <div className={styles.examples}>
          <p className={styles.soft}>{t('problems.for-example')}</p>
          <ul>
            {group.examples.map((example) => (
              <li className={styles.example} key={example}>
                {example}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Disclosure label={t('problems.show', { count: group.count })}>
        <ProblemList group={group} />
      </Disclosure>
    </Card>
  );
}
