import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One folder, one question (unit, contract, e2e, browser, fuzz). Those that start a sandbox give it time to start. */
const project = (name: string, testTimeout: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    // What has no bound on its time: `npm run test:full`.
    exclude: [`test/${name}/full/**`],
    testTimeout,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  root,
  test: {
    // Signalbox runs on Node 24; the SDK would warn of the older Node that a developer may have.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    globalSetup: ['test/support/build-once.ts'],
    // Stories mostly wait, for Slack's pace and for draws that gather a burst: more of them than cores run side by side.
    maxWorkers: Math.max(6, availableParallelism()),
    projects: [
      project('unit', 5_000),
      project('contract', 20_000),
      project('e2e', 60_000),
      project('browser', 180_000),
      project('fuzz', 60_000),
      project('simulator', 120_000),
    ],
  },
});
