import { minute } from '../state/sandbox-clock.ts';
import { formatSlackDate } from '../text/slack-date.ts';
import { ExternalLink } from './inline.tsx';

interface SlackDateProps {
  epochSeconds: number;
  format: string;
  href: string | null;
  fallback: string;
}

/** An instant in the zone of whoever reads it. */
export function SlackDate({ epochSeconds, format, href, fallback }: SlackDateProps) {
  const text = formatSlackDate(epochSeconds, format, { now: minute.value, timeZone: undefined });
  if (text === null) return <>{fallback}</>;
  const time = (
    <time dateTime={new Date(epochSeconds * 1000).toISOString()} title={fallback}>
      {text}
    </time>
  );
  return href === null ? time : <ExternalLink href={href}>{time}</ExternalLink>;
}
