import { nextTheme, theme } from '../state/theme.ts';
import { Icon } from './icon.tsx';

const LOOK = {
  system: { icon: 'system', words: 'as the system' },
  light: { icon: 'sun', words: 'light' },
  dark: { icon: 'moon', words: 'dark' },
} as const;

export function ThemeSwitch() {
  const { icon, words } = LOOK[theme.value];
  return (
    <button type="button" class="theme-switch" onClick={nextTheme}>
      <Icon name={icon} />
      <span>Appearance: {words}</span>
    </button>
  );
}
