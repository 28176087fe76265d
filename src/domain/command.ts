import type { ConditionPlace } from './operation.ts';
import type { Wish } from './subscriptions.ts';

/** Words typed after `/pipeline`, understood but not yet looked up: names are as typed. */
export type Command =
  | { readonly verb: 'overview' }
  | { readonly verb: 'help'; readonly topic?: string }
  | { readonly verb: 'list'; readonly glob?: string }
  | { readonly verb: 'status'; readonly pipeline?: string }
  | { readonly verb: 'who'; readonly pipeline: string }
  | { readonly verb: 'show' | 'logs' | 'rules' | 'targets' | 'tags'; readonly pipeline: string }
  /** the newest executions, or one of them */
  | { readonly verb: 'history'; readonly pipeline: string; readonly count: number }
  | { readonly verb: 'history'; readonly pipeline: string; readonly execution: string }
  | { readonly verb: 'changes'; readonly pipeline: string; readonly stage?: string }
  | { readonly verb: 'where'; readonly revision: string }
  | { readonly verb: 'mine' | 'webhooks' }
  | { readonly verb: 'actions'; readonly type?: string }
  | { readonly verb: 'audit'; readonly pipeline?: string; readonly spanMs: number }
  | {
      readonly verb: 'start';
      readonly pipeline: string;
      readonly variables: Readonly<Record<string, string>>;
      /** by source action, as typed; absent: none was named */
      readonly sources?: Readonly<Record<string, string>>;
    }
  | { readonly verb: 'rollback'; readonly pipeline: string; readonly stage: string; readonly execution?: string }
  | {
      readonly verb: 'override';
      readonly pipeline: string;
      readonly stage: string;
      readonly place: ConditionPlace;
    }
  | { readonly verb: 'revision'; readonly pipeline: string; readonly action: string; readonly revisionId: string }
  | { readonly verb: 'tag'; readonly pipeline: string; readonly tags: Readonly<Record<string, string>> }
  | { readonly verb: 'untag'; readonly pipeline: string; readonly keys: readonly string[] }
  | { readonly verb: 'stop'; readonly pipeline: string; readonly words: readonly string[]; readonly abandon: boolean }
  | { readonly verb: 'retry'; readonly pipeline: string; readonly stage?: string; readonly all: boolean }
  | {
      readonly verb: 'approve' | 'reject';
      readonly pipeline: string;
      readonly words: readonly string[];
      /** past the rule: the words are the reason */
      readonly breakGlass?: true;
    }
  | {
      readonly verb: 'disable' | 'enable';
      readonly pipeline: string;
      readonly stage: string;
      readonly outbound: boolean;
      readonly reason: string;
    }
  | {
      readonly verb: 'subscribe';
      /** or a glob */
      readonly pipeline: string;
      readonly wishes: readonly Wish[];
      /** a glob */
      readonly branch?: string;
    }
  | { readonly verb: 'unsubscribe'; readonly pipeline: string }
  | { readonly verb: 'watch'; readonly pipeline: string }
  | { readonly verb: 'unwatch'; readonly pipeline: string }
  | { readonly verb: 'subscriptions' }
  | ChangeCommand
  | { readonly verb: 'freezes' }
  | { readonly verb: 'mentions'; readonly on: boolean }
  | {
      readonly verb: 'freeze';
      /** or a glob */
      readonly pipeline: string;
      readonly stages?: string;
      /** from `for` or `until` on, with the reason after it */
      readonly end: readonly string[];
      /** one over many pipelines has been asked back */
      readonly confirmed: boolean;
    }
  | {
      readonly verb: 'unfreeze';
      readonly pipeline: string;
      /** a stage, an execution, and why */
      readonly words: readonly string[];
      readonly once: boolean;
      readonly confirmed: boolean;
    };

/** What is done to a pipeline itself. */
export type ChangeCommand =
  | { readonly verb: 'edit' | 'delete'; readonly pipeline: string }
  /** `from`: as a copy of that one */
  | { readonly verb: 'create'; readonly pipeline: string; readonly from?: string };

export function isChangeCommand(command: Command): command is ChangeCommand {
  return command.verb === 'create' || command.verb === 'edit' || command.verb === 'delete';
}

/** A sentence that cannot be understood, with what is needed to say so helpfully. */
export type CommandProblem =
  /** a time that cannot be read, or that could mean several */
  | { readonly kind: 'wrong_time'; readonly why: string }
  | { readonly kind: 'unknown_verb'; readonly typed: string; readonly nearest?: string }
  | {
      readonly kind: 'wrong_usage';
      readonly verb: string;
      readonly why: string;
      readonly usage: string;
      readonly example: string;
    };

/** The words of a question, so that the other pages of a long answer can be asked for. */
export interface Sentence {
  readonly text: string;
  /** from 1; absent: nobody asked for a page in particular */
  readonly page?: number;
}

export function toSentence(text: string, page: number | undefined): Sentence {
  return page === undefined ? { text } : { text, page };
}

export type ParsedCommand =
  | { readonly ok: true; readonly command: Command /** from 1 */; readonly page?: number }
  | { readonly ok: false; readonly problem: CommandProblem };
