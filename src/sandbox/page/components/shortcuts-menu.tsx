import { takeShortcut } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { actingAs } from '../state/place.ts';
import { workspace } from '../state/sandbox-state.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

const KEY = 'global shortcut';

export function takeGlobalShortcut(callbackId: string, name: string): void {
  void perform(KEY, `“${name}”`, () => takeShortcut(actingAs.peek(), callbackId));
}

/** The app's shortcuts that need no message. */
export function ShortcutsMenu() {
  const shortcuts = (workspace.value?.app.shortcuts ?? []).filter(({ type }) => type === 'global');
  if (shortcuts.length === 0) return null;
  return (
    <Menu
      label="Shortcuts"
      className="button-quiet button-icon"
      busy={pending.value.has(KEY)}
      items={shortcuts.map(({ callbackId, name, description }) => ({ value: callbackId, label: name, description }))}
      onChoose={takeGlobalShortcut}
    >
      <Icon name="bolt" />
    </Menu>
  );
}
