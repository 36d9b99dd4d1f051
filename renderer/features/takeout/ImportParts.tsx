import type { ImportPart } from '../../../electron/contract/takeout-desktop-models.ts';
import { Badge } from '../../components/Badge.tsx';
import type { Tone } from '../../components/tone.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './Import.module.css';
import { problemReason } from './problem-reason.ts';

const tones: Readonly<Record<ImportPart['state'], Tone>> = {
  waiting: 'calm',
  arrived: 'running',
  imported: 'good',
  broken: 'bad',
  replaced: 'calm',
};

/** The parts of an import, as far as it has come with each. */
export function ImportParts({ parts }: { readonly parts: readonly ImportPart[] }) {
  const t = useTexts();
  const formats = useFormats();
  if (parts.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label={t('takeout.import.parts-label')}>
      {parts.map(({ name, state, entries, problem }) => (
        <li className={styles.part} key={name}>
          <span className={styles.name}>{name}</span>
          {entries === 0 ? null : <span className={styles.soft}>{t('takeout.import.entries', { entries })}</span>}
          <Badge tone={tones[state]}>{t(`takeout.import.part-states.${state}`)}</Badge>
          {problem === null ? null : <p className={styles.reason}>{problemReason(problem, formats)}</p>}
        </li>
      ))}
    </ul>
  );
}
