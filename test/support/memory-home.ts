import type { Home } from '../../src/app/home.ts';
import type { HomeTab, LinkPreview, LinkPreviews } from '../../src/app/ports.ts';
import type { UserId } from '../../src/domain/ids.ts';
import type { Refusal } from '../../src/domain/operation.ts';

/** Home tabs and previews of links as models instead of blocks. */
export function createMemoryHome() {
  const published: { readonly user: UserId; readonly home: Home | { readonly refusal: Refusal } }[] = [];
  const previewed: LinkPreview[] = [];
  const homeTab: HomeTab = {
    draw: async (home) => [home],
    async publish(user, drawing) {
      published.push({ user, home: drawing[0] as Home });
      return true;
    },
  };
  const previews: LinkPreviews = { show: async (_at, shown) => void previewed.push(...shown) };
  return { homeTab, previews, published, previewed };
}
