import { z } from 'zod';
import type { HttpResponse } from '../ports.ts';
import { awsError, awsJson } from './aws-json.ts';

const GetParameterInput = z.object({ Name: z.string(), WithDecryption: z.boolean().default(false) });
const GetParametersInput = z.object({
  Names: z.array(z.string()).min(1).max(10),
  WithDecryption: z.boolean().default(false),
});

const PutParameterInput = z.object({
  Name: z.string().min(1),
  Value: z.string().min(1).max(4096),
  Type: z.literal('SecureString'),
  Overwrite: z.boolean().default(false),
});

/** The SecureStrings of SSM's parameter store.
 * @param initial by name */
export function createParameters(initial: Record<string, string>, place: { region: string; accountId: string }) {
  const values: Record<string, string> = { ...initial };
  const versions: Record<string, number> = {};
  const describe = (Name: string, decrypted: boolean) => ({
    ARN: `arn:aws:ssm:${place.region}:${place.accountId}:parameter/${Name.replace(/^\//, '')}`,
    DataType: 'text',
    LastModifiedDate: 0,
    Name,
    Type: 'SecureString',
    // Without decryption the service gives the ciphertext: whoever forgets the flag must notice here too.
    Value: decrypted ? values[Name] : Buffer.from(`encrypted ${Name}`).toString('base64'),
    Version: versions[Name] ?? 1,
  });

  return {
    putParameter(input: unknown): HttpResponse {
      const parsed = PutParameterInput.safeParse(input);
      if (!parsed.success) return awsError(400, 'ValidationException', z.prettifyError(parsed.error));
      const { Name, Value, Overwrite } = parsed.data;
      if (Name in values && !Overwrite)
        return awsError(400, 'ParameterAlreadyExists', 'The parameter already exists. To overwrite it, set overwrite.');
      versions[Name] = Name in values ? (versions[Name] ?? 1) + 1 : 1;
      values[Name] = Value;
      return awsJson(200, { Version: versions[Name], Tier: 'Standard' });
    },
    getParameter(input: unknown): HttpResponse {
      const parsed = GetParameterInput.safeParse(input);
      if (!parsed.success) return awsError(400, 'ValidationException', z.prettifyError(parsed.error));
      const { Name, WithDecryption } = parsed.data;
      if (!(Name in values)) return awsError(400, 'ParameterNotFound', `Parameter ${Name} not found.`);
      return awsJson(200, { Parameter: describe(Name, WithDecryption) });
    },
    getParameters(input: unknown): HttpResponse {
      const parsed = GetParametersInput.safeParse(input);
      if (!parsed.success) return awsError(400, 'ValidationException', z.prettifyError(parsed.error));
      const { Names, WithDecryption } = parsed.data;
      return awsJson(200, {
        Parameters: Names.filter((name) => name in values).map((name) => describe(name, WithDecryption)),
        InvalidParameters: Names.filter((name) => !(name in values)),
      });
    },
  };
}
