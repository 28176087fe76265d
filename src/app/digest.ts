import { createHash } from 'node:crypto';
import { RunKey } from '../domain/ids.ts';

/** Hex SHA-256 of UTF-8 text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The name that buttons carry for one run of an action; the id itself may be the approval token and stays in the store. */
export function runKeyOf(actionExecutionId: string): RunKey {
  return RunKey(sha256(actionExecutionId).slice(0, 16));
}

const NAMESPACE = 'b6a3f1f0-5b0e-4c56-9a3a-6f6c6a0c51b9';

/** Name-based UUID (RFC 9562, version 5): the same name always gives the same id. */
export function uuid5(name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
