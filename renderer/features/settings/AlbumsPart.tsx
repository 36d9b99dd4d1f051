import type { DesktopSettings } from '../../../electron/contract/desktop-models.ts';
import { Card } from '../../components/Card.tsx';
import { AlbumsIcon } from '../../components/icons.tsx';
import { Select, type SelectOption } from '../../components/Select.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { settingsStrings } from './strings.ts';
import { useSettings } from './use-settings.ts';

const strings = settingsStrings.albums;

/** How album folders show their photos. */
export function AlbumsPart() {
  const set = useSettings();
  const best = useSnapshot((snapshot) => snapshot.destination?.albumView ?? null);
  const options: readonly SelectOption<DesktopSettings['albumView']>[] = [
    { value: 'auto', label: best === null ? strings.autoUnknown : strings.auto(strings[best].toLowerCase()) },
    { value: 'symlink', label: strings.symlink },
    { value: 'hardlink', label: strings.hardlink },
    { value: 'copy', label: strings.copy },
    { value: 'none', label: strings.none },
  ];
  return (
    <Card title={settingsStrings.parts.albums} icon={AlbumsIcon}>
      <Select
        label={strings.label}
        hint={strings.hint}
        value={set.settings.albumView}
        options={options}
        onChange={(albumView) => set.change({ albumView })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}
