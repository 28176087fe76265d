import type { Dice } from '../machine/seed.ts';
import type { Configuration, RuleDeclaration } from '../shapes.ts';
import type { AlarmState, Failure } from '../state.ts';
import type { ConfigurationProperty } from '../type-shapes.ts';

/** A rule as its provider gets to know it. */
export interface RuleWork {
  accountId: string;
  /** the rule's own Region */
  region: string;
  pipeline: string;
  rule: RuleDeclaration;
  /** with its variables resolved */
  configuration: Configuration;
  runId: string;
  startedAt: number;
  now: number;
  dice: Dice;
  alarmState(name: string): AlarmState;
}

export interface RuleReport {
  externalId?: string;
  externalUrl?: string;
  logStreamArn?: string;
  /** looks again then, epoch ms, instead of taking its simulated time */
  watchUntil?: number;
  /** cannot even begin */
  failure?: Failure;
}

export type Judgement = { passed: true; summary?: string } | { passed: false; failure: Failure };

/** One kind of rule of a stage condition. */
export interface RuleProvider {
  /** least and most input artifacts */
  inputs: readonly [number, number];
  properties: readonly ConfigurationProperty[];
  /** shortest and longest simulated duration at speed 1 */
  seconds: readonly [number, number];
  /** a function decides, where functions are called */
  worker?: 'lambda';
  begin?(work: RuleWork): RuleReport;
  /** when its time has come */
  judge(work: RuleWork): Judgement;
  /** whether it has failed already while it watches; undefined: it goes on watching */
  watch?(work: RuleWork): Failure | undefined;
  /** a failure in this provider's words, for tests that want one */
  fail(work: RuleWork): Failure;
}

export const property = (name: string, required: boolean, description: string): ConfigurationProperty => ({
  name,
  required,
  key: true,
  secret: false,
  queryable: false,
  description,
  type: 'String',
});

export const faultyConfiguration = (message: string): Failure => ({ code: 'ConfigurationError', message });
