import type { ExportSummary, PartState } from '../../../electron/contract/takeout-models.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import styles from './Exports.module.css';
import { type PartSlot, partSlots } from './export-facts.ts';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.exports;

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
  const formats = useFormats();
  const state = slot.kind === 'missing' ? 'missing' : slot.part.state;
  const number = slot.kind === 'missing' ? slot.number : slot.part.number;
  const name = number === null ? takeoutStrings.export.folder : takeoutStrings.export.partNumber(formats.count(number));
  const words = `${name}: ${slot.kind === 'missing' ? strings.missing : strings.partStates[slot.part.state]}`;
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
