import { useState } from 'preact/hooks';
import { isFirstVisit } from '../state/first-visit.ts';
import { yard } from '../state/sandbox-state.ts';
import { FirstVisit } from './first-visit.tsx';
import { RequestLog } from './request-log.tsx';
import { YardCard } from './yard-card.tsx';
import { YardClock } from './yard-clock.tsx';
import { YardWeather } from './yard-weather.tsx';

/** What only the sandbox has: the pipelines as they truly are, pushes, the clock, the weather and the log of requests. */
export function YardPanel() {
  // Room for the hint stays until the page is left, so that no card moves when the hint goes.
  const [hasRoom] = useState(isFirstVisit.peek());
  const state = yard.value;
  if (!state) return <aside class="yard" aria-label="Railway yard" />;
  const accounts = new Set(state.pipelines.map(({ account }) => account));
  return (
    <aside class="yard" aria-label="Railway yard">
      <header class="panel-header yard-header">
        <h2>Railway yard</h2>
        <p class="yard-standing">Sandbox, nothing here is real</p>
      </header>
      <div class={hasRoom ? 'yard-scroll yard-with-hint' : 'yard-scroll'}>
        <YardClock clock={state.clock} />
        <YardWeather weather={state.weather} />
        {state.pipelines.length === 0 && (
          <p class="quiet">No pipelines yet. Create one through the AWS endpoint, and it appears here.</p>
        )}
        {state.pipelines.map((pipeline, index) => (
          <YardCard
            key={`${pipeline.account}/${pipeline.region}/${pipeline.name}`}
            severalAccounts={accounts.size > 1}
            pipeline={pipeline}
            hint={index === 0 ? <FirstVisit arrow="arrowUp" /> : null}
          />
        ))}
        <RequestLog log={state.log} />
      </div>
    </aside>
  );
}
