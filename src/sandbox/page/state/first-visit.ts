import { signal } from '@preact/signals';

const STORED = 'signalbox.welcomed';

/** True until somebody pushed a commit or closed the hint. */
export const isFirstVisit = signal(!wasWelcomed());

export function endFirstVisit(): void {
  isFirstVisit.value = false;
  try {
    localStorage.setItem(STORED, 'yes');
  } catch {
    // Without storage the hint comes back on the next visit.
  }
}

function wasWelcomed(): boolean {
  try {
    return localStorage.getItem(STORED) === 'yes';
  } catch {
    return false;
  }
}
