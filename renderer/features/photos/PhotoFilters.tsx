import { isFiltered, type PhotoFilter } from '../../../electron/contract/photo-filter.ts';
import { sourceKinds } from '../../../electron/contract/source-kinds.ts';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
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
  const t = useTexts();
  const formats = useFormats();
  const { period, kind, source, favourite, doubtful } = filter;
  const change = (part: Partial<PhotoFilter>) => onChange({ ...filter, ...part });
  const times = [null, ...years, 'undated'];
  const nameOf = (time: string | null): string => {
    if (time === null) return t('photos.filters.any-time');
    if (time === 'undated') return t('photos.undated');
    return time.length === 7 ? formats.month(time) : time;
  };
  return (
    <fieldset className={styles.filters} aria-label={t('photos.filters.label')}>
      <MenuButton
        label={nameOf(period)}
        entries={times.map((time) => ({ label: nameOf(time), onSelect: () => change({ period: time }) }))}
      />
      <MenuButton
        label={kind === null ? t('photos.filters.any-kind') : t(`photos.filters.kinds.${kind}`)}
        entries={[
          { label: t('photos.filters.any-kind'), onSelect: () => change({ kind: null }) },
          { label: t('photos.filters.kinds.photo'), onSelect: () => change({ kind: 'photo' }) },
          { label: t('photos.filters.kinds.video'), onSelect: () => change({ kind: 'video' }) },
        ]}
      />
      <MenuButton
        label={source === null ? t('photos.filters.any-source') : t(`activity.sources.${source}`)}
        entries={[
          { label: t('photos.filters.any-source'), onSelect: () => change({ source: null }) },
          ...sourceKinds.map((one) => ({
            label: t(`activity.sources.${one}`),
            onSelect: () => change({ source: one }),
          })),
        ]}
      />
      <Toggle
        label={t('photos.filters.favourites')}
        isOn={favourite}
        onToggle={() => change({ favourite: !favourite })}
      />
      <Toggle label={t('photos.filters.doubtful')} isOn={doubtful} onToggle={() => change({ doubtful: !doubtful })} />
      {isFiltered(filter) ? (
        <Button kind="quiet" onClick={onClear}>
          {t('photos.filters.clear')}
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
