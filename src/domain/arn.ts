/** `ana` of `arn:aws:iam::123456789012:user/ana`, the session of an assumed role, the name of a rule: no account and no role.
 * @returns undefined for what is no ARN */
export function nameInArn(arn: string | undefined): string | undefined {
  if (arn === undefined || !arn.startsWith('arn:')) return undefined;
  const last = arn.split(/[:/]/).at(-1);
  return last === '' ? undefined : last;
}
