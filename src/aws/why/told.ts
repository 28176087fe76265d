import type { Explain } from '../../app/why/ports.ts';

/** Sources, S3, jobs of workers and whatever has no more to tell than it told CodePipeline, as much of it as the API has. */
export const explainAsTold: Explain = async ({ error, url }) => ({
  ...(error?.text === undefined ? {} : { text: error.text }),
  ...(url === undefined ? {} : { url }),
});
