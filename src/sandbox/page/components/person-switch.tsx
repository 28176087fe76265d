import { actingAs, thread } from '../state/place.ts';
import { people } from '../state/sandbox-state.ts';
import { kindMark, whoIs } from '../state/who.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

/** "Acting as": the page becomes the page of that person, with their private answers and their modal. */
export function PersonSwitch() {
  const me = whoIs(actingAs.value, people.value);
  const choose = (id: string) => {
    thread.value = null;
    actingAs.value = id;
  };
  return (
    <Menu
      label={`Acting as ${me.realName}. Switch person`}
      className="person-switch"
      items={people.value
        .filter(({ kind }) => kind !== 'bot')
        .map((person) => ({
          value: person.id,
          checked: person.id === me.id,
          label: person.realName,
          content: (
            <span class="person-choice">
              <Avatar person={person} />
              <span>
                <span class="person-name">
                  {person.realName}
                  {kindMark(person) && <span class="badge">{kindMark(person)}</span>}
                </span>
                <span class="person-title">{person.title}</span>
              </span>
            </span>
          ),
          description: null,
        }))}
      onChoose={choose}
    >
      <Avatar person={me} small />
      <span class="person-switch-words">
        <span class="person-switch-label">acting as</span> {me.realName}
      </span>
      <Icon name="down" />
    </Menu>
  );
}
