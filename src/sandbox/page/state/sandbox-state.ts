import { computed, signal } from '@preact/signals';
import type { Faults } from '../../faults/faults.ts';
import type { Struck } from '../../faults/index.ts';
import type { RequestLogEntry, WorkspaceSnapshot, YardPipeline } from '../../ports.ts';

/** One message of `GET /sandbox/stream`. */
export interface SandboxState {
  workspace: WorkspaceSnapshot;
  yard: {
    pipelines: YardPipeline[];
    clock: { now: number; speed: number; paused: boolean };
    weather: { faults: Faults; struck: Struck };
    log: RequestLogEntry[];
  };
}

/** The newest state that arrived, for the person it was drawn for; null before the first. */
export const sandboxState = signal<SandboxState | null>(null);
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');

export const workspace = computed(() => sandboxState.value?.workspace ?? null);
export const yard = computed(() => sandboxState.value?.yard ?? null);
export const people = computed(() => workspace.value?.people ?? []);
export const userGroups = computed(() => workspace.value?.userGroups ?? []);
export const channels = computed(() => workspace.value?.channels ?? []);

/** For `#name` in texts that Slack links by itself. */
export const channelIds = computed<Readonly<Record<string, string>>>(() =>
  Object.fromEntries(channels.value.filter(({ kind }) => kind === 'channel').map(({ id, name }) => [name, id])),
);
