import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

const isLoopback = (host: string) => LOOPBACK.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host);

/** The host that a call of `Socket.connect` names; undefined for a pipe. */
export function hostOf(args: unknown[]): string | undefined {
  // net.connect hands over its arguments already normalised: an array of [options, callback].
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string') return undefined;
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  return typeof second === 'string' ? second : 'localhost';
}

/**
 * From now on this thread reaches nothing but this machine: a function of the sandbox that tries fails at once and is told
 * why, instead of reaching a real account or hanging.
 * @param report called with each host that was refused
 */
export function stayOnLoopback(report: (host: string) => void): void {
  function refusal(host: string): Error {
    report(host);
    return Object.assign(new Error(`The sandbox lets functions reach this machine only, not ${host}`), {
      code: 'ECONNREFUSED',
    });
  }

  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function refusing(this: net.Socket, ...args: unknown[]) {
    const host = hostOf(args);
    if (host === undefined || isLoopback(host)) return Reflect.apply(connect, this, args);
    const error = refusal(host);
    process.nextTick(() => this.destroy(error));
    return this;
  };

  const lookup = dns.lookup;
  Object.defineProperty(dns, 'lookup', {
    value: (host: string, ...rest: unknown[]) => {
      if (isLoopback(host)) return Reflect.apply(lookup, dns, [host, ...rest]);
      const callback = rest.at(-1);
      const error = refusal(host);
      if (typeof callback === 'function') process.nextTick(() => callback(error));
    },
  });
  // A bundle that imports `lookup` by name must get this one too.
  syncBuiltinESMExports();
}
