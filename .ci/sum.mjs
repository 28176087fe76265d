// The last line of .ci/run: tests from vitest's report, and every step that failed besides.
import { readFileSync } from 'node:fs';

const [, , file, failedSteps] = process.argv;

function readReport() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 }; // the step itself has failed, and is counted
  }
}

const { numPassedTests, numFailedTests } = readReport();
// The test step fails because of its tests: they are counted one by one, not once more.
const failed = numFailedTests > 0 ? numFailedTests + Number(failedSteps) - 1 : Number(failedSteps);
console.log(`${numPassedTests} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
