import { sha256 } from '../app/digest.ts';
import { OperationId } from '../domain/ids.ts';
import { type Ask, NOT_AFTER_MS, type OperationRequest, type Origin, type PersonActor } from '../domain/operation.ts';
import type { HttpRequest } from './http-request.ts';
import type { Payload } from './payloads.ts';
import { performerOf } from './performer.ts';

/** A request that is Slack's and ours. A class, so that it can be told from anything else in Bolt's untyped context. */
export class AcceptedRequest {
  readonly payload: Payload;
  /** the same for every replay of the same signed request */
  readonly operationId: OperationId;
  private readonly requestedMs: number;

  constructor(payload: Payload, { signature, timestamp }: HttpRequest) {
    this.payload = payload;
    this.operationId = OperationId(sha256(signature).slice(0, 32));
    this.requestedMs = Number(timestamp) * 1_000;
  }

  /** The time is the one that was signed, so that a replay asks for nothing later. */
  operation(actor: PersonActor, origin: Origin, ask: Ask): OperationRequest {
    const performer = performerOf(ask);
    return {
      v: 1,
      operationId: this.operationId,
      actor,
      origin,
      ask,
      ...(performer === undefined ? {} : { performer }),
      requestedAt: new Date(this.requestedMs).toISOString(),
      notAfter: new Date(this.requestedMs + NOT_AFTER_MS).toISOString(),
    };
  }
}
