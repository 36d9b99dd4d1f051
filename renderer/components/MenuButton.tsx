import { Menu } from '@base-ui/react/menu';
import buttonStyles from './Button.module.css';
import { classNames } from './class-names.ts';
import { ChevronDownIcon, type IconComponent } from './icons.tsx';
import styles from './Popup.module.css';

/** One entry of a menu. */
export interface MenuEntry {
  readonly label: string;
  readonly icon?: IconComponent;
  readonly onSelect: () => void;
}

/** A button that opens a menu. */
export interface MenuButtonProps {
  readonly label: string;
  readonly icon?: IconComponent;
  readonly disabled?: boolean;
  readonly size?: 'medium' | 'large';
  readonly entries: readonly MenuEntry[];
}

export function MenuButton({ label, icon: Icon, disabled = false, size = 'medium', entries }: MenuButtonProps) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        className={classNames(buttonStyles.button, buttonStyles.secondary, buttonStyles[size])}
        disabled={disabled}
      >
        {Icon === undefined ? null : <Icon />}
        {label}
        <ChevronDownIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.place} sideOffset={6} align="start">
          <Menu.Popup className={styles.popup}>
            {entries.map((entry) => (
              <Menu.Item className={styles.item} key={entry.label} onClick={entry.onSelect}>
                {entry.icon === undefined ? null : <entry.icon />}
                {entry.label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
