import type { RequestLogEntry } from '../../ports.ts';
import { formatSlackDate } from '../text/slack-date.ts';

/** For the curious: every request between the app, Slack and AWS, newest first. */
export function RequestLog({ log }: { log: readonly RequestLogEntry[] }) {
  const newestFirst = [...log].sort((a, b) => b.at - a.at);
  return (
    <details class="log">
      <summary>
        Request log <span class="log-count">{log.length}</span>
      </summary>
      {log.length === 0 ? (
        <p class="quiet">Nothing was asked yet.</p>
      ) : (
        <ol class="log-lines" aria-label="Requests, newest first">
          {newestFirst.map((entry, index) => (
            <LogLine key={`${entry.at} ${log.length - index}`} entry={entry} />
          ))}
        </ol>
      )}
    </details>
  );
}

function LogLine({ entry }: { entry: RequestLogEntry }) {
  const time = formatSlackDate(entry.at / 1000, '{time_secs}', { now: entry.at, timeZone: undefined });
  const good = /^(?:2\d\d|ok)\b/i.test(entry.outcome);
  return (
    <li class="log-line">
      <span class="log-time">{time}</span>
      <span class="log-what">
        <span class="log-from">{entry.from}</span> {entry.what}
      </span>
      <span class={good ? 'log-outcome' : 'log-outcome log-outcome-bad'}>{entry.outcome}</span>
      <span class="log-ms">{Math.round(entry.ms)} ms</span>
    </li>
  );
}
