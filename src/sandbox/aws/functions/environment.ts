import type { DeployedFunction } from '../stack.ts';

/**
 * The whole environment of a function worker: what the template gives it, with the sandbox's values for what an
 * installation sets, and what Lambda adds. Nothing of the shell that started the sandbox.
 * @param settings values of an installation; one that the template does not give this function is not given here either
 */
export function functionEnvironment(
  { environment, functionName, memoryMb, file, handler }: DeployedFunction,
  world: { settings: Record<string, string>; endpoint: string; region: string; taskRoot: string },
): Record<string, string> {
  const set = Object.entries(world.settings).filter(([name]) => name in environment);
  return {
    ...environment,
    ...Object.fromEntries(set),
    AWS_REGION: world.region,
    AWS_DEFAULT_REGION: world.region,
    // Names who calls: its own name is the session of a function's role.
    AWS_ACCESS_KEY_ID: functionName,
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_ENDPOINT_URL: world.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'sandbox',
    LAMBDA_TASK_ROOT: world.taskRoot,
    _HANDLER: `${file.replace(/\.mjs$/, '')}.${handler}`,
    TZ: 'UTC',
    // On Lambda the functions run on Node 24; the SDK would warn of the older Node a developer may have.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
