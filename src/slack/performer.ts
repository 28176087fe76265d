import { isChangeCommand } from '../domain/command.ts';
import type { Ask, OperationRequest } from '../domain/operation.ts';
import { parseCommand } from './commands/index.ts';

/** The function that carries a request out; undefined: `operations`. */
export function performerOf(ask: Ask): OperationRequest['performer'] {
  switch (ask.kind) {
    case 'draft':
      return 'changes';
    case 'cards':
    case 'home':
    case 'actions':
    case 'links':
    case 'form':
      return undefined;
    case 'deed': {
      const { kind } = ask.deed;
      return kind === 'change' || kind === 'agree' || kind === 'object' ? 'changes' : undefined;
    }
    case 'words': {
      const parsed = parseCommand(ask.text);
      return parsed.ok && isChangeCommand(parsed.command) ? 'changes' : undefined;
    }
  }
}
