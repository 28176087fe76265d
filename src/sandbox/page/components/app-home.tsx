import { useMemo } from 'preact/hooks';
import type { ViewSnapshot } from '../../ports.ts';
import { readBlocks } from '../blocks/read-block.ts';
import { Blocks } from './block.tsx';
import { SignalMark } from './icon.tsx';
import { type Surface, SurfaceContext } from './surface.ts';

/** The Home tab of the app, as it drew it for this person. */
export function AppHome({ view }: { view: ViewSnapshot | null }) {
  if (!view) {
    return (
      <div class="home home-empty">
        <SignalMark />
        <h2>Nothing on your Home yet</h2>
        <p>Signalbox draws this page for each person when something concerns them. Until then, ask in a channel:</p>
        <p>
          <code>/pipeline status</code>
        </p>
      </div>
    );
  }
  return <HomeView view={view} />;
}

function HomeView({ view }: { view: ViewSnapshot }) {
  const blocks = useMemo(() => readBlocks(view.blocks), [view.blocks]);
  const surface: Surface = { id: view.id, target: { view_id: view.id }, blocks, errors: view.errors };
  return (
    <div class="home" data-view-id={view.id}>
      <SurfaceContext.Provider value={surface}>
        <Blocks blocks={blocks} />
      </SurfaceContext.Provider>
    </div>
  );
}
