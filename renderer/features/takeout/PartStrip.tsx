import type { ExportSummary, PartState } from '../../../electron/contract/takeout-models.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './Exports.module.css';
import { type PartSlot, partSlots } from './export-facts.ts';

/** The parts of an export as a row of numbered boxes; a dashed one has not arrived. */
export function PartStrip({ summary, label }: { readonly summary: ExportSummary; readonly label: string }) {
  return (
    <ol className={styles.strip} aria-label={label}>
      {partSlots(summary).map((slot) => (
        <PartBox key={slot.kind === 'missing' ? `missing ${slot.number}` : slot.part.id} slot={slot} />
      ))}
    </ol>
  );
}

const marks: Readonly<Record<PartState | 'missing', string>> = {
  arrived: '…',
  imported: '✓',
  broken: '!',
  replaced: '',
  missing: '?',
};

function PartBox({ slot }: { readonly slot: PartSlot }) {
  const t = useTexts();
  const formats = useFormats();
  const state = slot.kind === 'missing' ? 'missing' : slot.part.state;
  const number = slot.kind === 'missing' ? slot.number : slot.part.number;
  const name = number === null ? t('takeout.export.folder') : t('takeout.export.part-number', { number });
  const words = t('takeout.exports.part-is', {
    part: name,
    state: slot.kind === 'missing' ? t('takeout.exports.missing') : t(`takeout.exports.part-states.${slot.part.state}`),
  });
  return (
    <li className={styles.box} data-state={state} title={words}>
      <span aria-hidden="true">{number === null ? '–' : formats.count(number)}</span>
      <span className={styles.mark} aria-hidden="true">
        {marks[state]}
      </span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </li>
  );
}
