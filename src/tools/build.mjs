// npm run build: the Lambda bundles, their policy, the sandbox and its page, into dist/.
// `build.mjs functions` makes only what is deployed; that is all that packaging needs.
import { buildFunctions } from './build/functions.mjs';
import { buildPage } from './build/page.mjs';
import { buildPolicies } from './build/policy.mjs';
import { buildSandbox } from './build/sandbox.mjs';

const only = process.argv[2];
if (only !== undefined && only !== 'functions') {
  console.error(`build: unknown part "${only}"; say nothing, or "functions"`);
  process.exit(2);
}

try {
  const started = performance.now();
  const [functions] = await Promise.all([
    buildFunctions(),
    buildPolicies(),
    ...(only === 'functions' ? [] : [buildSandbox(), buildPage()]),
  ]);
  for (const { name, bytes } of functions) console.log(`${String(Math.round(bytes / 1024)).padStart(6)} KB  ${name}`);
  console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  // esbuild has printed its own findings; a policy error is a message for people.
  if (!Array.isArray(error?.errors)) console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
