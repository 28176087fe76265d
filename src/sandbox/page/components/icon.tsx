const PATHS = {
  hash: 'M6.5 3 5 17M13 3l-1.5 14M3 7.5h14M2.5 12.5h14',
  close: 'm5 5 10 10M15 5 5 15',
  send: 'M3.5 10 16.5 4l-4 12.5-3-5zm6 1.5 7-7.5',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  down: 'm6 8 4 4 4-4',
  home: 'M3.5 9 10 3.5 16.5 9v7.5h-4v-5h-5v5h-4z',
  back: 'm12 5-5 5 5 5',
  pause: 'M7.5 5v10M12.5 5v10',
  play: 'M7 4.5v11l8.5-5.5z',
  forward: 'M4 5v10l6-5zM10.5 5v10l6-5z',
  arrowDown: 'M10 4v12m-4.5-4.5L10 16l4.5-4.5',
  arrowUp: 'M10 16V4M5.5 8.5 10 4l4.5 4.5',
  replied: 'M4 5v4.5c0 1 .7 1.5 1.5 1.5H16m-3.5-3.5L16 11l-3.5 3.5',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zm7.5 2a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1',
  cloud: 'M6 15.5h8a3.3 3.3 0 0 0 .7-6.5A5 5 0 0 0 5.2 8.4 3.6 3.6 0 0 0 6 15.5z',
  moon: 'M15.5 11.5A6 6 0 0 1 8.5 4.5a6 6 0 1 0 7 7z',
  system: 'M3 4.5h14v9H3zM7 16.5h6',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  chat: 'M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z',
  rails: 'M7 3 4.5 17M13 3l2.5 14M6.3 7h7.4M5.7 11h8.6M5 15h10',
  bolt: 'M11 2.5 4.5 11.5h5l-.5 6 6.500-9h-5z',
  file: 'M5 2.500h6.500l4 4v11H5zM11.500 2.500v4h4',
  reply: 'M3.500 4.500h13v8.500H10l-3.500 3v-3h-3zM7 8.800h6',
  list: 'M4 5.5h12M4 10h12M4 14.5h12',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside words that say the same; hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The signal of Signalbox: a post with two lamps. */
export function SignalMark() {
  return (
    <svg class="signal-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect class="signal-case" x="7" y="2" width="10" height="15" rx="5" />
      <circle class="signal-stop" cx="12" cy="7" r="2.4" />
      <circle class="signal-go" cx="12" cy="12.3" r="2.4" />
      <path class="signal-post" d="M12 17v5M8 22h8" />
    </svg>
  );
}
