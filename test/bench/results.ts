import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

const FOLDER = '.bench';
const FILE = `${FOLDER}/results.json`;

/** Keeps the figures of one part; those of parts that did not run now stay, each with its own date. */
export function keepResults(name: string, results: unknown): void {
  mkdirSync(FOLDER, { recursive: true });
  const machine = { node: process.version, cores: availableParallelism(), loadAverage: loadavg()[0] };
  const entry = { at: new Date().toISOString(), ...machine, results };
  writeFileSync(FILE, `${JSON.stringify({ ...readResults(), [name]: entry }, undefined, 2)}\n`);
}

function readResults(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {}; // there is none yet, or it is broken: these figures are made again, not mended
  }
}
