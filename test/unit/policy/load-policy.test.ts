import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../src/policy/load-policy.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { writeBuilt } from '../../../src/policy/read-built.ts';

const FILE = {
  teams: { ops: { users: ['U0BEN'] } },
  rules: [{ pipelines: '*', approve: { by: ['ops'] } }],
  routes: [],
};

describe('the policy that a function reads when it starts', () => {
  it('is the one that the build found good', async () => {
    expect(await loadPolicy(writeBuilt(FILE))).toEqual(parsePolicy(JSON.stringify(FILE)));
  });

  it('is checked anew when somebody changed it after the build', async () => {
    const changed = writeBuilt(FILE).replace('"ops"\n', '"nobody-knows"\n');

    await expect(loadPolicy(changed)).rejects.toThrow(/^The policy file is not valid: .*nobody-knows/);
  });

  it('is checked when no build did', async () => {
    await expect(loadPolicy('{"rulez":[]}')).rejects.toThrow(/^The policy file is not valid: .*rulez/);
    expect(await loadPolicy(JSON.stringify(FILE))).toEqual(await loadPolicy(writeBuilt(FILE)));
  });
});
