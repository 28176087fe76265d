/** Makes `Date` tell the sandbox's time in this thread, for bundles that know nothing of it. Timers and
 * `performance.now` stay real.
 * @param offset to real time in ms, one signed 64 bit integer that the sandbox moves */
export function keepSandboxTime(offset: SharedArrayBuffer): void {
  const shared = new BigInt64Array(offset);
  const RealDate = Date;
  const now = () => RealDate.now() + Number(Atomics.load(shared, 0));

  const SandboxDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: SandboxDate });
  globalThis.Date = SandboxDate;
}
