import type { DesktopSettings } from '../../../electron/contract/desktop-models.ts';
import { Card } from '../../components/Card.tsx';
import { AlbumsIcon } from '../../components/icons.tsx';
import { Select, type SelectOption } from '../../components/Select.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';

import { useSettings } from './use-settings.ts';

/** How album folders show their photos. */
export function AlbumsPart() {
  const t = useTexts();
  const set = useSettings();
  const best = useSnapshot((snapshot) => snapshot.destination?.albumView ?? null);
  const options: readonly SelectOption<DesktopSettings['albumView']>[] = [
    {
      value: 'auto',
      label:
        best === null
          ? t('settings.albums.auto-unknown')
          : t('settings.albums.auto', { best: t(`settings.albums.${best}`) }),
    },
    { value: 'symlink', label: t('settings.albums.symlink') },
    { value: 'hardlink', label: t('settings.albums.hardlink') },
    { value: 'copy', label: t('settings.albums.copy') },
    { value: 'none', label: t('settings.albums.none') },
  ];
  return (
    <Card title={t('settings.parts.albums')} icon={AlbumsIcon}>
      <Select
        label={t('settings.albums.label')}
        hint={t('settings.albums.hint')}
        value={set.settings.albumView}
        options={options}
        onChange={(albumView) => set.change({ albumView })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}
