import { useEffect } from 'preact/hooks';
import { isFirstVisit } from '../state/first-visit.ts';
import { here, hereTitle, isSwitching } from '../state/here.ts';
import { pane, thread } from '../state/place.ts';
import { workspace } from '../state/sandbox-state.ts';
import { Announcer } from './announcer.tsx';
import { AppHome } from './app-home.tsx';
import { ChannelHeader } from './channel-header.tsx';
import { Composer } from './composer.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { MessageList } from './message-list.tsx';
import { Modal } from './modal.tsx';
import { Notices } from './notices.tsx';
import { PaneTabs } from './pane-tabs.tsx';
import { Sidebar } from './sidebar.tsx';
import { SkipToCommand } from './skip-to-command.tsx';
import { ThreadPanel } from './thread-panel.tsx';
import { Welcome } from './welcome.tsx';
import { YardPanel } from './yard-panel.tsx';

/** The whole page: workspace on the left, messages in the middle, the railway yard on the right. */
export function App() {
  const state = workspace.value;
  const title = hereTitle.value;
  useEffect(() => {
    document.title = `${title} · Signalbox sandbox`;
  }, [title]);
  if (!state) return <Welcome />;

  const channel = here.value;
  const messages = channel ? (state.messages[channel.id] ?? []) : [];
  const open = channel && thread.value?.channel === channel.id ? thread.value : null;
  const key = `${state.me} ${channel?.id}`;

  return (
    <div
      class="app"
      data-pane={pane.value}
      data-thread={open ? 'open' : 'closed'}
      data-first-visit={isFirstVisit.value}
      aria-busy={isSwitching.value}
    >
      <SkipToCommand />
      <Sidebar />
      <main class="main">
        <ChannelHeader title={title} topic={channel?.topic ?? 'What concerns you, in one place'} />
        <div class="place" inert={isSwitching.value}>
          {channel ? (
            <>
              <MessageList key={key} channel={channel.id} title={title} topic={channel.topic} messages={messages} />
              <Composer key={state.me} channel={channel.id} title={title} />
              <Announcer key={`announce ${key}`} messages={messages} />
            </>
          ) : (
            <AppHome key={state.me} view={state.home} user={state.me} isEnabled={state.app.homeTab} />
          )}
        </div>
      </main>
      {open && <ThreadPanel key={open.ts} channel={open.channel} ts={open.ts} title={title} />}
      <YardPanel />
      <PaneTabs />
      <Notices />
      {state.modal && !isSwitching.value && <Modal key={state.modal.id} view={state.modal} />}
      <ConfirmDialog />
    </div>
  );
}
