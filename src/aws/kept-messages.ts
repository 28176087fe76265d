import type { Claim, KeptMessage, Release, StoredExecution } from '../app/ports.ts';
import type { Uncarded } from '../domain/execution.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import { slotName } from '../domain/message-plan.ts';
import { PREFIX, uncardedAttribute } from './execution-item.ts';
import { get, send, setDueParts } from './execution-write.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

/** A lease in its quiet time may be taken over only while its owner, whose clock may be ahead, surely still sleeps. */
const QUIET_MARGIN_MS = 300;

export async function claimMessage(
  table: Table,
  ref: ExecutionRef,
  claim: Claim,
): Promise<StoredExecution | undefined> {
  const update = new Update();
  setDueParts(update, claim.dueAt);
  const message = update.name(PREFIX.message + claim.slot);
  // An item that went away (its time to live was over) is not brought back half.
  const exists = `attribute_exists(${update.name('v')})`;
  if (claim.fresh) {
    const { id, owner, leaseUntil, quietUntil } = claim;
    update.setPath(message, {
      id,
      at: new Date(claim.now).toISOString(),
      owner,
      leaseUntil,
      ...(quietUntil === undefined ? {} : { quietUntil }),
    } satisfies KeptMessage);
    return claimOnce(table, ref, claim, update, `${exists} AND attribute_not_exists(${message})`);
  }
  const lease = `${message}.${update.name('leaseUntil')}`;
  const quiet = `${message}.${update.name('quietUntil')}`;
  const free = `attribute_not_exists(${lease}) OR ${lease} < ${update.value(claim.now)}`;
  const sleeping = claim.urgent ? ` OR ${quiet} > ${update.value(claim.now + QUIET_MARGIN_MS)}` : '';
  update.setPath(`${message}.${update.name('owner')}`, claim.owner);
  update.setPath(lease, claim.leaseUntil);
  update.setPath(quiet, claim.quietUntil);
  const condition = `${exists} AND attribute_exists(${message}) AND (${free}${sleeping})`;
  return claimOnce(table, ref, claim, update, condition);
}

/** The client repeats a write whose answer got lost, and the repeat loses against the first try: then the lease is ours all the same. */
async function claimOnce(
  table: Table,
  ref: ExecutionRef,
  { slot, owner }: Claim,
  update: Update,
  condition: string,
): Promise<StoredExecution | undefined> {
  const claimed = await send(table, ref, update, false, condition);
  if (claimed) return claimed;
  const stored = await get(table, ref);
  return stored?.messages[slot]?.owner === owner ? stored : undefined;
}

export async function releaseMessage(
  table: Table,
  ref: ExecutionRef,
  release: Release,
): Promise<'released' | 'moved' | 'lost'> {
  const update = new Update();
  setDueParts(update, release.dueAt);
  const message = update.name(PREFIX.message + release.slot);
  const part = (name: string) => `${message}.${update.name(name)}`;
  for (const [name, value] of Object.entries(release.result)) update.setPath(part(name), value);
  for (const name of ['leaseUntil', 'quietUntil']) update.remove(part(name));
  const owner = part('owner');
  update.remove(owner);
  const mine = `${owner} = ${update.value(release.owner)}`;
  const fresh = release.drawn === undefined ? '' : ` AND ${update.name('version')} = ${update.value(release.drawn)}`;
  const stored = await send(table, ref, update, false, `${mine}${fresh}`);
  if (stored) return 'released';
  const now = await get(table, ref);
  return now?.messages[release.slot]?.owner === release.owner ? 'moved' : 'lost';
}

export async function askForCard(table: Table, digest: ExecutionRef, uncarded: Uncarded): Promise<void> {
  const card = new Update();
  setDueParts(card, table.now());
  const message = card.name(PREFIX.message + slotName({ kind: 'card' }, uncarded.channel));
  card.setPath(`${message}.${card.name('onDemand')}`, 'asked');
  const unasked = `${message}.${card.name('onDemand')} = ${card.value('unasked')}`;
  await send(table, uncarded.execution, card, true, unasked);
  const told = new Update();
  const attribute = told.name(uncardedAttribute(uncarded));
  told.setPath(`${attribute}.${told.name('asked')}`, true);
  await send(table, digest, told, true, `attribute_exists(${attribute})`);
}
