import { vi } from 'vitest';
import { approvalRules } from './approvals-suite.ts';

// One public report has it so; nothing that an approval does may depend on it.
vi.mock(import('../../../../src/sandbox/codepipeline/choices.ts'), async (original) => ({
  ...(await original()),
  TOKEN_EQUALS_ACTION_EXECUTION_ID: true,
}));

approvalRules(true);
