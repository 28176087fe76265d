import type { Faults } from '../../faults/faults.ts';
import type { FieldValue, StateValues } from '../blocks/state-values.ts';

/** Answer of the sandbox's control doors. */
export interface ControlAnswer {
  ok: boolean;
  /** what the app answered; 0 when it did not answer in time */
  status?: number;
  error?: string;
}

/** The options that the app offers, as it wrote them. */
export interface OptionsAnswer extends ControlAnswer {
  options?: unknown[];
  option_groups?: unknown[];
}

export interface UploadAnswer extends ControlAnswer {
  file?: { id: string; name: string; size: number };
}

/** Longer than the slowest door: moving the clock may take 15 s. */
const TIMEOUT_MS = 30_000;

/** Sends one deed to the sandbox. Never throws: a sandbox that cannot be reached is an answer too (`unreachable`). */
async function post<A extends ControlAnswer>(door: string, body: unknown): Promise<A | ControlAnswer> {
  try {
    const response = await fetch(`/control/${door}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer: A = await response.json();
    return answer;
  } catch (error) {
    console.warn(`/control/${door}`, error);
    return { ok: false, error: 'unreachable' };
  }
}

export interface Click {
  user: string;
  channel?: string;
  ts?: string;
  view_id?: string;
  action_id: string;
  /** only where the action_id stands in several blocks and the value does not tell them apart */
  block_id?: string;
  value?: string;
  state?: { values: StateValues };
}

/** Where elements stand that somebody acts on. */
export type Target = { channel: string; ts: string } | { view_id: string };

export const sendCommand = (user: string, channel: string, command: string, text: string) =>
  post('command', { user, channel, command, text });
export const sendMessage = (message: { user: string; channel: string; text: string; thread_ts?: string }) =>
  post('message', message);
export const takeShortcut = (user: string, callbackId: string, message?: { channel: string; ts: string }) =>
  post('shortcut', { user, callback_id: callbackId, ...message });
export const openHome = (user: string) => post('home', { user });
export const askOptions = (
  user: string,
  target: Target,
  menu: { block_id: string; action_id: string },
  query: string,
): Promise<OptionsAnswer> => post<OptionsAnswer>('options', { user, ...target, ...menu, query });
export const uploadFile = (user: string, name: string, base64: string): Promise<UploadAnswer> =>
  post<UploadAnswer>('upload', { user, name, content: base64, encoding: 'base64' });
export const sendClick = (click: Click) => post('click', click);
export const submitView = (user: string, viewId: string, values: StateValues) =>
  post('submit', { user, view_id: viewId, values });
export const closeView = (user: string, viewId: string) => post('close', { user, view_id: viewId });
export const pushCommit = (commit: {
  pipeline: string;
  account: string;
  region: string;
  message: string;
  author: { name: string; email: string; login: string };
  fail?: string;
}) => post('commit', commit);
export const setClock = (change: { advanceMs: number } | { speed: number } | { paused: boolean }) =>
  post('clock', change);
export const setWeather = (faults: Faults) => post('faults', faults);

/** How a chosen value travels in a click: one string, whatever the element. */
export function toClickValue(value: FieldValue): string {
  return value.join(',');
}
