import type { ImportPart } from '../../../electron/contract/takeout-desktop-models.ts';
import { Badge } from '../../components/Badge.tsx';
import type { Tone } from '../../components/tone.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import styles from './Import.module.css';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.import;

const tones: Readonly<Record<ImportPart['state'], Tone>> = {
  waiting: 'calm',
  arrived: 'running',
  imported: 'good',
  broken: 'bad',
  replaced: 'calm',
};

/** The parts of an import, as far as it has come with each. */
export function ImportParts({ parts }: { readonly parts: readonly ImportPart[] }) {
  const formats = useFormats();
  if (parts.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label={strings.partsLabel}>
      {parts.map(({ name, state, entries, problem }) => (
        <li className={styles.part} key={name}>
          <span className={styles.name}>{name}</span>
          {entries === 0 ? null : <span className={styles.soft}>{formats.plural(entries, strings.entries)}</span>}
          <Badge tone={tones[state]}>{strings.partStates[state]}</Badge>
          {problem === null ? null : <p className={styles.reason}>{takeoutStrings.why(formats.problem(problem))}</p>}
        </li>
      ))}
    </ul>
  );
}
