import './styles/index.css';
import { render } from 'preact';
import { App } from './components/app.tsx';
import { rememberPlace } from './state/place.ts';
import { startTicking } from './state/sandbox-clock.ts';
import { followSandbox } from './state/stream.ts';
import { applyTheme } from './state/theme.ts';

applyTheme();
rememberPlace();
startTicking();
followSandbox();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
render(<App />, root);
