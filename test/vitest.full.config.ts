import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Everything of `npm test`, and what has no bound on its time. */
export default mergeConfig(config, {
  test: {
    projects: [
      { extends: true, test: { name: 'simulator-full', include: ['test/simulator/full/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'e2e-full', include: ['test/e2e/full/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
