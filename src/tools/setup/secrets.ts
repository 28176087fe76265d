import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** The SecureStrings of a stage. A value is handed to AWS and nowhere else. */
export interface Secrets {
  /** @returns undefined when there is none
   * @throws when SSM cannot be asked */
  read(name: string): Promise<string | undefined>;
  /** @param overwrite somebody was asked whether the old value may go */
  store(name: string, value: string, overwrite: boolean): Promise<void>;
}

export function createSecrets(region: string): Secrets {
  const client = new SSMClient({ region });
  return {
    async read(name) {
      const { Parameters } = await client.send(new GetParametersCommand({ Names: [name], WithDecryption: true }));
      return Parameters?.find(({ Name }) => Name === name)?.Value;
    },
    async store(name, value, overwrite) {
      await client.send(
        new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString', Overwrite: overwrite }),
      );
    },
  };
}
