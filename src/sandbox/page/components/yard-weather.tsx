import type { Faults } from '../../faults/faults.ts';
import type { Struck } from '../../faults/index.ts';
import { setWeather } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { struckWords, WEATHERS, weatherOf } from '../yard/weather.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

interface YardWeatherProps {
  weather: { faults: Faults; struck: Struck };
}

/** What goes wrong between CodePipeline, AWS and Slack, so that a person can watch the bot cope. */
export function YardWeather({ weather: { faults, struck } }: YardWeatherProps) {
  const current = weatherOf(faults);
  const calm = current.id === 'calm';
  const choose = (id: string) => {
    const chosen = WEATHERS.find((weather) => weather.id === id);
    if (chosen) void perform('weather', 'The weather', () => setWeather(chosen.faults));
  };
  return (
    <section class="weather" aria-label="Weather">
      <div class="weather-now">
        <h3>Weather</h3>
        <Menu
          label={`Weather: ${current.name}. Change the weather`}
          className={`button button-small weather-choice ${calm ? '' : 'weather-rough'}`}
          busy={pending.value.has('weather')}
          items={WEATHERS.map(({ id, name, words }) => ({
            value: id,
            label: name,
            description: words,
            checked: id === current.id,
          }))}
          onChoose={choose}
        >
          <Icon name={calm ? 'sun' : 'cloud'} />
          {current.name}
          <Icon name="down" />
        </Menu>
        <span class="weather-struck">{struckWords(struck)}</span>
      </div>
      <p class="weather-words" role="status">
        {current.words}
      </p>
    </section>
  );
}
