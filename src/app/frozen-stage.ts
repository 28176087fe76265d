import { type Freeze, type FreezeBook, freezes, freezesInForce, letThrough } from '../domain/freeze.ts';
import type { FrozenWay, WantedWay } from '../domain/frozen-way.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { freezeMark } from './mark.ts';
import type { Freezes } from './ports.ts';

/** A stage that is frozen, by the freeze that ends last. */
export interface FrozenStage extends WantedWay {
  readonly by: Freeze;
}

/** @param inForce the one that ends last comes first
 * @returns undefined when nothing holds it */
export function frozenStage(
  policy: Policy,
  inForce: readonly Freeze[],
  ref: PipelineRef,
  stage: string,
): FrozenStage | undefined {
  const holding = inForce.filter((freeze) => freezes(freeze, policy, ref, [stage]));
  const [by] = holding;
  if (!by) return undefined;
  // Whoever is let through one of them may still be held by another.
  const through = holding
    .flatMap((freeze) => letThrough(freeze, ref, [stage]))
    .filter((id) => !holding.some((freeze) => freezes(freeze, policy, ref, [stage], id)));
  const since =
    holding
      .map(({ from }) => from)
      .toSorted()
      .at(-1) ?? by.from;
  return { by, freeze: by.id, mark: freezeMark(by.id), since, letThrough: through };
}

export interface FrozenNowDeps {
  readonly freezes: Freezes;
  readonly policy: Policy;
  now(): number;
}

/** A consistent read: what was ordered a moment ago holds. */
export async function inForceNow(deps: FrozenNowDeps): Promise<Freeze[]> {
  return freezesInForce(deps.policy, await deps.freezes.read(), deps.now());
}

/** The marks of all freezes that are known: what bears one of them was closed for a freeze. */
export function marksOf(book: FreezeBook, inForce: readonly Freeze[], ways: readonly FrozenWay[]): string[] {
  const ids = [...book.orders, ...inForce].map(({ id }) => id);
  return [...new Set([...ids, ...ways.map(({ freeze }) => freeze)])].map(freezeMark);
}

/** Why the way is closed, in words of which CodePipeline's alphabet leaves enough: `freeze 1a2b3c4d until 2027-03-28 06.00 UTC by
 * Ben Okafor - end of quarter`. The views read it back. */
export function closingReason({ by, mark }: FrozenStage): string {
  const until = by.until.slice(0, 16).replace('T', ' ').replace(':', '.');
  return `${mark} until ${until} UTC by ${(by.byName ?? 'the policy').slice(0, 60)} - ${by.reason}`;
}

export function wayOf(ways: readonly FrozenWay[], ref: PipelineRef, stage: string): FrozenWay | undefined {
  return ways.find(
    (way) =>
      way.stage === stage && way.pipeline === ref.pipeline && way.region === ref.region && way.account === ref.account,
  );
}
