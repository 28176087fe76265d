import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UsedRight } from '../../../src/sandbox/aws/rights/used-rights.ts';

/** Where the sandboxes of a run leave what they needed rights for: the tests of a run are many processes. */
const FOLDER = 'SIGNALBOX_RIGHTS_FOLDER';

let written = 0;

/** Called before the tests. @returns what all of them needed, for after them */
export function beginCollecting(): () => UsedRight[] {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-rights-'));
  process.env[FOLDER] = folder;
  return () => {
    const used = readdirSync(folder).flatMap((file): UsedRight[] =>
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    );
    rmSync(folder, { recursive: true });
    return used;
  };
}

/** Called by each sandbox at its end. */
export function collect(rights: readonly UsedRight[]): void {
  const folder = process.env[FOLDER];
  if (folder !== undefined) writeFileSync(join(folder, `${process.pid}-${written++}.json`), JSON.stringify(rights));
}
