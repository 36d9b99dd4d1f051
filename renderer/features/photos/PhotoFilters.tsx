import { isFiltered, type PhotoFilter } from '../../../electron/contract/photo-filter.ts';
import { sourceKinds, sourceTable } from '../../../electron/contract/source-kinds.ts';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { filterStrings as strings } from './filter-strings.ts';
import styles from './PhotosScreen.module.css';

/** What narrows the photos down. */
export interface PhotoFiltersProps {
  readonly filter: PhotoFilter;
  /** Years in which there are photos, newest first. */
  readonly years: readonly string[];
  readonly onChange: (filter: PhotoFilter) => void;
  readonly onClear: () => void;
}

export function PhotoFilters({ filter, years, onChange, onClear }: PhotoFiltersProps) {
  const formats = useFormats();
  const { period, kind, source, favourite, doubtful } = filter;
  const change = (part: Partial<PhotoFilter>) => onChange({ ...filter, ...part });
  const times = [null, ...years, 'undated'];
  const nameOf = (time: string | null): string => {
    if (time === null) return strings.anyTime;
    if (time === 'undated') return strings.undated;
    return time.length === 7 ? formats.month(time) : time;
  };
  return (
    <fieldset className={styles.filters} aria-label={strings.label}>
      <MenuButton
        label={nameOf(period)}
        entries={times.map((time) => ({ label: nameOf(time), onSelect: () => change({ period: time }) }))}
      />
      <MenuButton
        label={kind === null ? strings.anyKind : strings.kinds[kind]}
        entries={[
          { label: strings.anyKind, onSelect: () => change({ kind: null }) },
          { label: strings.kinds.photo, onSelect: () => change({ kind: 'photo' }) },
          { label: strings.kinds.video, onSelect: () => change({ kind: 'video' }) },
        ]}
      />
      <MenuButton
        label={source === null ? strings.anySource : sourceTable[source].name}
        entries={[
          { label: strings.anySource, onSelect: () => change({ source: null }) },
          ...sourceKinds.map((one) => ({ label: sourceTable[one].name, onSelect: () => change({ source: one }) })),
        ]}
      />
      <Toggle label={strings.favourites} isOn={favourite} onToggle={() => change({ favourite: !favourite })} />
      <Toggle label={strings.doubtful} isOn={doubtful} onToggle={() => change({ doubtful: !doubtful })} />
      {isFiltered(filter) ? (
        <Button kind="quiet" onClick={onClear}>
          {strings.clear}
        </Button>
      ) : null}
    </fieldset>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

function Toggle({ label, isOn, onToggle }: ToggleProps) {
  return (
    <button className={styles.toggle} type="button" aria-pressed={isOn} onClick={onToggle}>
      {label}
    </button>
  );
}
