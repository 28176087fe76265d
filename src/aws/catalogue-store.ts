import type { CatalogueKeeper } from '../app/ports.ts';
import type { Table } from './table.ts';

/** The catalogue for option lists, loaded when a pass is due. The function that answers the lists reads it by itself
 * (`catalogue-query.ts`). */
export function createCatalogueStore(table: Table): CatalogueKeeper {
  const load = () => import('./keep-catalogue.ts');
  return {
    keep: async (listed) => (await load()).keepLines(table, listed),
    keepParts: async (of, parts) => (await load()).keepParts(table, of, parts),
  };
}
