import { dismiss, notices } from '../state/notices.ts';
import { Icon } from './icon.tsx';

/** What went wrong, over the page and never in the way of it. */
export function Notices() {
  return (
    <section class="notices" aria-label="Notices" aria-live="polite">
      {notices.value.map((notice) => (
        <div key={notice.id} class="notice">
          <p>{notice.text}</p>
          <button
            type="button"
            class="button-quiet button-icon"
            aria-label="Dismiss notice"
            onClick={() => dismiss(notice.id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </section>
  );
}
