import { BlockList, isIP } from 'node:net';

/** A range in CIDR notation.
 * @returns null when the text is none */
export function addressRange(cidr: string): BlockList | null {
  const [address = '', bits = '', ...rest] = cidr.split('/');
  const family = isIP(address);
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (family === 0 || rest.length > 0 || !(prefix <= (family === 4 ? 32 : 128))) return null;
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return list;
}

export function isInRange(address: string, cidr: string): boolean {
  const family = isIP(address);
  return family !== 0 && (addressRange(cidr)?.check(address, family === 4 ? 'ipv4' : 'ipv6') ?? false);
}
