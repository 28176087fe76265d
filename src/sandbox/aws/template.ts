import { z } from 'zod';

/** The parts of a CloudFormation template that the sandbox reads; the rest stays as it is. */
export const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});
export type Template = z.infer<typeof Template>;
export type Resource = Template['Resources'][string];
