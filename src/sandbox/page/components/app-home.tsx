import { useEffect } from 'preact/hooks';
import type { ViewSnapshot } from '../../ports.ts';
import { openHome } from '../state/control-api.ts';
import { pending, perform } from '../state/perform.ts';
import { Blocks } from './block.tsx';
import { SignalMark } from './icon.tsx';
import { type Surface, SurfaceContext } from './surface.ts';
import { useBlocks } from './use-blocks.ts';

/** The Home tab of the app, as it drew it for this person. Opening it tells the app, which then draws it. */
export function AppHome({ view, user, isEnabled }: { view: ViewSnapshot | null; user: string; isEnabled: boolean }) {
  useEffect(() => {
    if (isEnabled) void perform(`home ${user}`, 'Opening the App Home', () => openHome(user));
  }, [user, isEnabled]);
  if (!view && pending.value.has(`home ${user}`)) {
    return (
      <div class="home home-empty" aria-busy="true">
        <SignalMark />
        <p role="status">Opening…</p>
      </div>
    );
  }
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
  const blocks = useBlocks(view.id, view.blocks);
  const surface: Surface = { id: view.id, target: { view_id: view.id }, blocks, errors: view.errors };
  return (
    <div class="home" data-view-id={view.id}>
      <SurfaceContext.Provider value={surface}>
        <Blocks blocks={blocks} />
      </SurfaceContext.Provider>
    </div>
  );
}
