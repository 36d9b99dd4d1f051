import type { ProblemGroup } from '../../../electron/contract/desktop-models.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import type { Tone } from '../../components/tone.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { WaysOut } from '../ways-out/WaysOut.tsx';
import { ProblemList } from './ProblemList.tsx';
import styles from './Problems.module.css';
import { problemsStrings as strings } from './strings.ts';

const advice: Readonly<Record<ProblemGroup['retry'], { readonly tone: Tone; readonly words: string }>> = {
  automatic: { tone: 'calm', words: strings.automatic },
  'after-fix': { tone: 'warn', words: strings.afterFix },
  never: { tone: 'bad', words: strings.never },
};

/** One cause: why, what to do, and what it concerns. */
export function ProblemGroupCard({ group }: { readonly group: ProblemGroup }) {
  const formats = useFormats();
  const now = useNow(60_000);
  const { tone, words } = advice[group.retry];
  const { title, explanation, wayOut } = formats.problem(group);
  return (
    <Card title={title} aside={<Badge tone={tone}>{words}</Badge>}>
      <p className={styles.soft}>
        {formats.plural(group.count, strings.times)}, {strings.newest(formats.ago(group.newest, now))}
      </p>
      <p>{explanation}</p>
      <p className={styles.wayOut}>{wayOut}</p>
      <WaysOut code={group.code} link={group.link} prominent={false} />
      {group.examples.length === 0 ? null : (
        <div className={styles.examples}>
          <p className={styles.soft}>{strings.forExample}</p>
          <ul>
            {group.examples.map((example) => (
              <li className={styles.example} key={example}>
                {example}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Disclosure label={group.count === 1 ? strings.showOne : strings.showAll(formats.count(group.count))}>
        <ProblemList group={group} />
      </Disclosure>
    </Card>
  );
}
