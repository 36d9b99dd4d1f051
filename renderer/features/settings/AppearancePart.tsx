import { type Theme, themes } from '../../../electron/contract/desktop-models.ts';
import { type Language, type LanguageChoice, languages } from '../../../electron/contract/languages.ts';
import { Card } from '../../components/Card.tsx';
import { SunIcon } from '../../components/icons.tsx';
import { Select, type SelectOption } from '../../components/Select.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { useSettings } from './use-settings.ts';

/** Each in its own language, for those who cannot read the one that is spoken. */
const names: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', es: 'Español' };

/** Which language is spoken, and how the window is coloured. */
export function AppearancePart() {
  const t = useTexts();
  const set = useSettings();
  const spoken: readonly SelectOption<LanguageChoice>[] = [
    { value: 'system', label: t('settings.appearance.languages.system') },
    ...languages.map((value) => ({ value, label: names[value] })),
  ];
  const looks: readonly SelectOption<Theme>[] = themes.map((value) => ({
    value,
    label: t(`settings.appearance.themes.${value}`),
  }));
  return (
    <Card title={t('settings.parts.appearance')} icon={SunIcon}>
      <Select
        label={t('settings.appearance.language')}
        hint={t('settings.appearance.language-hint')}
        value={set.settings.language}
        options={spoken}
        onChange={(language) => set.change({ language })}
      />
      <Select
        label={t('settings.appearance.theme')}
        value={set.settings.theme}
        options={looks}
        onChange={(theme) => set.change({ theme })}
      />
      <CommandFailures commands={[set]} />
    </Card>
  );
}
