// Checks infra/policy.yml as the build does: every mistake with its line. Part of `npm run check`.
import { buildPolicies } from './build/policy.mjs';

try {
  await buildPolicies();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
