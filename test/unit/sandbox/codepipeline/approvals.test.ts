import { approvalRules } from './approvals-suite.ts';

approvalRules(false);
