import { type Finding, failed, ok } from '../../domain/check-report.ts';
import { errorWord } from '../error-word.ts';
import { seal } from '../seal.ts';
import type { CheckDeps } from './check-deps.ts';

/** Can what is written be read again? */
export async function checkTable({ reports, version, now }: CheckDeps, id: string): Promise<readonly Finding[]> {
  try {
    const probe = `${id}-probe`;
    await reports.keep(probe, { version, at: new Date(now()).toISOString(), findings: [] });
    if (await reports.find(probe)) return [ok('Table', 'What is written can be read again.')];
    return [failed('Table', 'What was written cannot be found again.', 'Is TABLE_NAME the table of this stack?')];
  } catch (error) {
    const says = `The table cannot be used: ${errorWord(error)}.`;
    return [failed('Table', says, 'Compare TABLE_NAME and the role of operations with the stack; deploy again.')];
  }
}

export async function checkBus({ touchBus }: CheckDeps): Promise<readonly Finding[]> {
  try {
    await touchBus();
    return [ok('Bus', 'The signalbox bus takes events.')];
  } catch (error) {
    const says = `The signalbox bus does not take events: ${errorWord(error)}.`;
    return [failed('Bus', says, 'Compare EVENT_BUS_NAME and the role of operations with the stack; deploy again.')];
  }
}

/** Requests are sealed with it; a key that could be guessed is refused here as it is there. */
export async function checkOperationKey({ operationKey }: CheckDeps): Promise<readonly Finding[]> {
  try {
    seal('check', await operationKey());
    return [ok('Operation key', 'It can be read, and nobody can guess it.')];
  } catch {
    const next = 'Store one as a SecureString with `npm run setup`.';
    return [failed('Operation key', 'It cannot be read, or a line of it has less than 16 characters.', next)];
  }
}
