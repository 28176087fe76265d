import { setClock } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { now } from '../state/sandbox-clock.ts';
import { formatSlackDate } from '../text/slack-date.ts';
import { Icon } from './icon.tsx';

const SPEEDS = [1, 10, 60];
const HOUR_MS = 3_600_000;

interface YardClockProps {
  clock: { speed: number; paused: boolean };
}

/** The sandbox's time, and how fast its pipelines work. */
export function YardClock({ clock }: YardClockProps) {
  const change = (key: string, wanted: Parameters<typeof setClock>[0]) =>
    perform(`clock ${key}`, 'The clock', () => setClock(wanted));
  const isPending = (key: string) => pending.value.has(`clock ${key}`);
  return (
    <section class="clock" aria-label="Clock">
      <ClockFace />
      <div class="clock-controls">
        <button
          type="button"
          class="button button-small"
          aria-pressed={clock.paused}
          aria-busy={isPending('pause')}
          title="Holds every simulated action"
          onClick={() => void change('pause', { paused: !clock.paused })}
        >
          <Icon name={clock.paused ? 'play' : 'pause'} />
          {clock.paused ? 'Resume' : 'Pause'}
        </button>
        <fieldset class="segments" aria-label="Speed of the pipelines">
          {SPEEDS.map((speed) => (
            <button
              key={speed}
              type="button"
              class="segment"
              aria-pressed={!clock.paused && clock.speed === speed}
              aria-label={`Speed times ${speed}`}
              aria-busy={isPending(`speed ${speed}`)}
              onClick={() => void change(`speed ${speed}`, { speed })}
            >
              ×{speed}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          class="button button-small"
          aria-label="Move the clock forward by one hour"
          aria-busy={isPending('hour')}
          onClick={() => void change('hour', { advanceMs: HOUR_MS })}
        >
          +1 h
        </button>
      </div>
    </section>
  );
}

function ClockFace() {
  const reader = { now: now.value, timeZone: undefined };
  const seconds = now.value / 1000;
  return (
    <p class="clock-face">
      <time dateTime={new Date(now.value).toISOString()}>{formatSlackDate(seconds, '{time_secs}', reader)}</time>
      <span class="clock-date">{formatSlackDate(seconds, '{date_long}', reader)}</span>
    </p>
  );
}
