declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** how long a table stays in CREATING, DELETING, UPDATING */
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
    /** of the LevelDB store; in memory when absent */
    path?: string;
  }
  export default function dynalite(options?: Options): Server;
}
