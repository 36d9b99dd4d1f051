import { Card } from '../../components/Card.tsx';
import { Facts } from '../../components/Facts.tsx';
import { KeyboardIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Settings.module.css';

/** What the keyboard can do, beside moving from one thing to the next. */
export function ShortcutsCard() {
  const t = useTexts();
  const command = useSnapshot(({ platform }) => (platform === 'darwin' ? '⌘' : t('settings.shortcuts.control')));
  const shortcuts = [
    { does: t('settings.shortcuts.search'), keys: [`${command}+F`, '/'] },
    { does: t('settings.shortcuts.grid'), keys: [t('settings.shortcuts.arrows')] },
    { does: t('settings.shortcuts.open'), keys: [t('settings.shortcuts.enter')] },
    { does: t('settings.shortcuts.close'), keys: [t('settings.shortcuts.escape')] },
    { does: t('settings.shortcuts.zoom'), keys: [`${command}++`, `${command}+−`, `${command}+0`] },
    { does: t('settings.shortcuts.quit'), keys: [`${command}+Q`] },
  ];
  return (
    <Card title={t('settings.shortcuts.title')} icon={KeyboardIcon}>
      <Facts
        facts={shortcuts.map(({ does, keys }) => ({
          term: does,
          value: (
            <span className={styles.keys}>
              {keys.map((one) => (
                <kbd className={styles.key} key={one}>
                  {one}
                </kbd>
              ))}
            </span>
          ),
        }))}
      />
    </Card>
  );
}
