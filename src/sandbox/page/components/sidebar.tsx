import type { ComponentChildren } from 'preact';
import { herePlace } from '../state/here.ts';
import { actingAs, goTo, HOME } from '../state/place.ts';
import { channels, people, workspace } from '../state/sandbox-state.ts';
import { unreadCount } from '../state/unread.ts';
import { kindMark, whoIs } from '../state/who.ts';
import { Avatar } from './avatar.tsx';
import { Icon, SignalMark } from './icon.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** Where one can go: channels, direct messages, the app's Home tab; and who else is here. */
export function Sidebar() {
  const team = workspace.value?.team.name ?? '';
  const direct = channels.value.filter(({ kind }) => kind === 'im');
  return (
    <nav class="sidebar" aria-label="Workspace">
      <header class="sidebar-header">
        <SignalMark />
        <div>
          <p class="sidebar-team">{team || 'Signalbox'}</p>
          <p class="sidebar-product">Signalbox sandbox</p>
        </div>
      </header>
      <div class="sidebar-scroll">
        <Group title="Channels">
          {channels.value
            .filter(({ kind }) => kind === 'channel')
            .map((channel) => (
              <Entry
                key={channel.id}
                target={channel.id}
                icon={<Icon name="hash" />}
                label={channel.name}
                spoken={`Channel ${channel.name}`}
              />
            ))}
        </Group>
        {direct.length > 0 && (
          <Group title="Direct messages">
            {direct.map((channel) => {
              const person = whoIs(channel.with ?? channel.name, people.value);
              return (
                <Entry
                  key={channel.id}
                  target={channel.id}
                  icon={<Avatar person={person} small />}
                  label={person.realName}
                  spoken={`Direct messages with ${person.realName}`}
                />
              );
            })}
          </Group>
        )}
        <Group title="Apps">
          <Entry target={HOME} icon={<Icon name="home" />} label="App Home" spoken="App Home of Signalbox" />
        </Group>
        <Group title="People">
          {people.value
            .filter(({ kind }) => kind !== 'bot')
            .map((person) => (
              <li key={person.id} class="sidebar-person">
                <Avatar person={person} small />
                <span class="sidebar-name">{person.realName}</span>
                {person.id === actingAs.value && <span class="sidebar-you">you</span>}
                {person.id !== actingAs.value && kindMark(person) && (
                  <span class="sidebar-kind">{kindMark(person)}</span>
                )}
              </li>
            ))}
        </Group>
      </div>
      <footer class="sidebar-footer">
        <ThemeSwitch />
      </footer>
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="sidebar-group">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

interface EntryProps {
  target: string;
  icon: ComponentChildren;
  label: string;
  spoken: string;
}

function Entry({ target, icon, label, spoken }: EntryProps) {
  const isHere = herePlace.value === target;
  const unread = isHere ? 0 : unreadCount(workspace.value?.me ?? '', target, workspace.value?.messages[target] ?? []);
  return (
    <li>
      <button
        type="button"
        class="sidebar-entry"
        data-place={target}
        aria-current={isHere ? 'page' : undefined}
        aria-label={unread > 0 ? `${spoken}, ${unread} new` : spoken}
        onClick={() => goTo(target)}
      >
        {icon}
        <span class="sidebar-name">{label}</span>
        {unread > 0 && <span class="sidebar-unread">{unread > 99 ? '99+' : unread}</span>}
      </button>
    </li>
  );
}
