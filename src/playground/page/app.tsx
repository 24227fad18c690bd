import './styles/app.css';
import { render } from 'preact';
import { PlaygroundClient } from './client.ts';
import { Shell } from './view/shell.tsx';
import { ClientContext } from './view/use-client.ts';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app.');
const client = new PlaygroundClient();
client.start();
render(
  <ClientContext.Provider value={client}>
    <Shell />
  </ClientContext.Provider>,
  root,
);
