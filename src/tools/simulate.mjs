// npm run simulate -- --seeds 1000 [--from N] [--steps N] | --matrix | --crashes: the simulator of test/simulator, bundled and run.
import { runBundled } from './build/run-bundled.mjs';

await runBundled(['test/simulator/main.ts', 'test/simulator/worker.ts'], 'dist/simulator');
