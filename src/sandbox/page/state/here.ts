import { computed } from '@preact/signals';
import { actingAs, HOME, place } from './place.ts';
import { channels, people, workspace } from './sandbox-state.ts';
import { whoIs } from './who.ts';

/** The channel on the screen: the chosen one, else the first that this person sees; null on the Home tab. */
export const here = computed(() =>
  place.value === HOME ? null : (channels.value.find(({ id }) => id === place.value) ?? channels.value[0] ?? null),
);

/** Where one is: a channel id, or HOME. */
export const herePlace = computed(() => here.value?.id ?? HOME);

/** What stands above the messages. */
export const hereTitle = computed(() => {
  const channel = here.value;
  if (!channel) return 'App Home';
  return channel.kind === 'im' ? whoIs(channel.with ?? channel.name, people.value).realName : `#${channel.name}`;
});

/** True while the page still shows the person before the one just chosen: nothing may be pressed then. */
export const isSwitching = computed(() => workspace.value !== null && workspace.value.me !== actingAs.value);
