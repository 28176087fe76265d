// One execution environment of one function, as Lambda's runtime has it: loads the bundle, then handles one event after the other.
// Arguments: the bundle's URL and the function's ARN; events come from the parent process.
const [, , bundle, arn] = process.argv;
const { handler } = await import(bundle);

process.on('message', async ({ event, timeoutMs }) => {
  const endsAt = performance.now() + timeoutMs;
  const context = { invokedFunctionArn: arn, getRemainingTimeInMillis: () => endsAt - performance.now() };
  try {
    process.send({ answer: await handler(event, context) });
  } catch (error) {
    process.send({ error: String(error) });
  }
});
